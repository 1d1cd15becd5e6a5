// Dawn in Node as a host of the engine: loads the optional package and tells what it runs on.
import { arch, platform, release } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { FlopscopeError } from '../shared/errors.ts';

/** The part of npm `webgpu` that is used here. */
interface DawnModule {
  create(options: string[]): GPU;
  readonly globals: Record<string, unknown>;
}

/** Timestamps in full resolution, and features that browsers keep behind a flag. */
const dawnOptions = [
  'enable-dawn-features=allow_unsafe_apis',
  'disable-dawn-features=timestamp_quantization',
];

let loaded: Promise<GPU> | undefined;

/** @throws FlopscopeError `missing-dependency` when npm did not install the optional package. */
export async function nodeProvider(): Promise<GpuProvider> {
  // One instance for the process: a second one would compete for the same native library.
  loaded ??= loadDawn();
  return {
    facts: {
      host: 'node',
      runtime: `Node ${process.versions.node} with Dawn`,
      operatingSystem: `${platform()} ${release()} ${arch()}`,
      secureContext: true,
      crossOriginIsolated: true,
      battery: null,
    },
    gpu: await loaded,
    now: () => performance.now(),
    sleep,
    wasHidden: () => undefined,
  };
}

async function loadDawn(): Promise<GPU> {
  let dawn: DawnModule;
  try {
    dawn = (await import('webgpu')) as unknown as DawnModule;
  } catch (cause) {
    throw new FlopscopeError(
      'missing-dependency',
      'Measuring in Node needs the optional package "webgpu" (Dawn), which is not installed for this platform. Install it with "npm install webgpu", or measure in a browser.',
      { cause },
    );
  }
  return dawn.create(dawnOptions);
}
