// The part of npm `webgpu` (Dawn) that is used here, loaded once and only when something is measured.
import { FlopscopeError } from '../../shared/errors.ts';

export interface DawnModule {
  /** Options are toggles and the choice of an adapter: "enable-dawn-features=…", "adapter=…", "backend=…". */
  create(options: string[]): GPU;
}

/** @throws FlopscopeError `missing-dependency` when npm did not install the optional package. */
export async function loadDawn(): Promise<DawnModule> {
  try {
    return await import('webgpu');
  } catch (cause) {
    throw new FlopscopeError(
      'missing-dependency',
      'Measuring in Node needs the optional package "webgpu" (Dawn), which is not installed for this platform. Install it with "npm install webgpu", or measure in a browser.',
      { cause },
    );
  }
}
