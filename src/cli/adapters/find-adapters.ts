// Asks Dawn for every adapter of this machine, and what a person wants to know of each before choosing.
import { identify } from '../../engine/device/identity.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DawnModule } from './dawn-module.ts';
import { type ListedAdapter, openedInstead, parseRefusal } from './listed-adapter.ts';

export interface AdapterDetails extends ListedAdapter {
  readonly vendor: string;
  readonly architecture: string;
  /** The driver, where Dawn tells it. */
  readonly description: string;
  readonly softwareAdapter: boolean;
  readonly features: readonly string[];
  /** False where Dawn, which chooses by name, opens another one instead. */
  readonly selectable: boolean;
}

/** What Dawn builds for each system and that offers all of WebGPU; the first is its own choice. */
const BACKENDS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['metal'],
  win32: ['d3d12', 'vulkan'],
};

/** Contained in the name of no adapter. */
const NOBODY = 'flopscope asks for the list';

/** @throws FlopscopeError `no-adapter` when there is none. */
export async function findAdapters(dawn: DawnModule): Promise<readonly ListedAdapter[]> {
  const found: Omit<ListedAdapter, 'index'>[] = [];
  for (const backend of BACKENDS[process.platform] ?? ['vulkan']) {
    found.push(...parseRefusal(await refusalOf(dawn, backend)));
  }
  if (found.length === 0) {
    throw new FlopscopeError(
      'no-adapter',
      'Dawn found no graphics adapter. Install the driver of your GPU with Vulkan and its loader (on Debian: libvulkan1); without a GPU, mesa-vulkan-drivers brings a software one.',
    );
  }
  return found.map((adapter, index) => ({ index, ...adapter }));
}

/** Empty where the backend has no adapter at all: Dawn then answers like a browser, with null. */
async function refusalOf(dawn: DawnModule, backend: string): Promise<string> {
  try {
    await dawn.create([`backend=${backend}`, `adapter=${NOBODY}`]).requestAdapter();
    return '';
  } catch (refusal) {
    return refusal instanceof Error ? refusal.message : String(refusal);
  }
}

/** Opens each adapter that can be opened, without a device. */
export async function describeAdapters(dawn: DawnModule): Promise<readonly AdapterDetails[]> {
  const adapters = await findAdapters(dawn);
  const described: AdapterDetails[] = [];
  for (const listed of adapters) {
    const selectable = openedInstead(listed, adapters) === undefined;
    const gpu = dawn.create([...adapterOptions(listed), 'enable-dawn-features=allow_unsafe_apis']);
    // Equal cards are described by the one that opens in their place.
    const adapter = await gpu.requestAdapter();
    if (adapter === null) continue;
    const { vendor, architecture, description, softwareAdapter } = identify(adapter.info, '');
    described.push({
      ...listed,
      vendor,
      architecture,
      description,
      softwareAdapter,
      features: [...adapter.features].sort(),
      selectable,
    });
  }
  return described;
}

/** What makes Dawn open this adapter. */
export function adapterOptions({ name, backend }: ListedAdapter): string[] {
  return [`backend=${backend}`, `adapter=${name}`];
}
