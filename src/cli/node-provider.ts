// Dawn in Node as a host of the engine: opens the adapter that was asked for and tells what it runs on.
import { arch, platform, release } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { chooseAdapter } from './adapters/choose-adapter.ts';
import { loadDawn } from './adapters/dawn-module.ts';
import { adapterOptions, findAdapters } from './adapters/find-adapters.ts';
import { paceEventLoop } from './pace-event-loop.ts';

/** Timestamps in full resolution, and features that browsers keep behind a flag. */
const dawnOptions = [
  'enable-dawn-features=allow_unsafe_apis',
  'disable-dawn-features=timestamp_quantization',
];

/** One instance for the process and adapter: a second one would compete for the same native library. */
const opened = new Map<string | undefined, Promise<GPU>>();

/**
 * @param adapter number, name or part of the name of an adapter; Dawn's own choice when left out.
 * @throws FlopscopeError `missing-dependency` when npm did not install the optional package, and as
 *   `chooseAdapter`.
 */
export async function nodeProvider(adapter?: string): Promise<GpuProvider> {
  const opening = opened.get(adapter) ?? open(adapter);
  opened.set(adapter, opening);
  return {
    facts: {
      host: 'node',
      runtime: `Node ${process.versions.node} with Dawn`,
      operatingSystem: `${platform()} ${release()} ${arch()}`,
      secureContext: true,
      crossOriginIsolated: true,
      battery: null,
    },
    gpu: await opening,
    now: () => performance.now(),
    sleep,
    paceWaiting: paceEventLoop,
    wasHidden: () => undefined,
  };
}

async function open(adapter: string | undefined): Promise<GPU> {
  const dawn = await loadDawn();
  if (adapter === undefined) return dawn.create(dawnOptions);
  const chosen = chooseAdapter(adapter, await findAdapters(dawn));
  return dawn.create([...dawnOptions, ...adapterOptions(chosen)]);
}
