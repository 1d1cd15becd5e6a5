// The GPU of Node by Dawn (npm package `webgpu`), as the engine takes it.
import * as v from 'valibot';
import type { GpuProvider } from '../engine/gpu-provider.ts';

/** What Node, Deno and Bun all tell of themselves; this file may not import their modules. */
const host = v.object({
  process: v.object({
    platform: v.string(),
    arch: v.string(),
    versions: v.object({ node: v.string() }),
  }),
});

/**
 * For `measure` in Node. Keep a reference to the GPU until the process ends: Dawn stops when it is collected.
 * @param gpu what `create` of the package `webgpu` returns. Create it with
 *   `['enable-dawn-features=allow_unsafe_apis', 'disable-dawn-features=timestamp_quantization']` for timestamps in full resolution.
 */
export function dawnProvider(gpu: GPU): GpuProvider {
  const found = v.safeParse(host, globalThis);
  const { platform, arch, versions } = found.success
    ? found.output.process
    : { platform: 'unknown', arch: '', versions: { node: '' } };
  return {
    facts: {
      host: 'node',
      runtime: `Node ${versions.node} with Dawn`.replace('  ', ' '),
      operatingSystem: `${platform} ${arch}`.trim(),
      secureContext: true,
      crossOriginIsolated: true,
      battery: null,
    },
    gpu,
    now: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    wasHidden: () => undefined,
  };
}
