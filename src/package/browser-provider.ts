// The GPU of a page or of a worker, as the engine takes it.
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { describeRuntime } from '../workers/describe-runtime.ts';
import { readPageFacts } from '../workers/page-facts.ts';

/**
 * For `measure` in a page or in a worker of the caller. A worker is better: a page's own thread shares its time with the page.
 * @param gpu `navigator.gpu` when left out; `measure` refuses with `no-webgpu` where there is none.
 */
export async function browserProvider(gpu?: GPU): Promise<GpuProvider> {
  const { battery } = await readPageFacts();
  return {
    facts: {
      host: 'browser',
      ...describeRuntime(navigator),
      secureContext: globalThis.isSecureContext,
      crossOriginIsolated: globalThis.crossOriginIsolated,
      battery,
    },
    gpu: gpu ?? ('gpu' in navigator ? navigator.gpu : undefined),
    now: () => performance.now(),
    wasHidden: watchVisibility(),
  };
}

/** Background tabs are throttled, so the result is marked. A worker cannot tell. */
function watchVisibility(): () => boolean | undefined {
  if (typeof document === 'undefined') return () => undefined;
  let hidden = false;
  const look = () => {
    hidden ||= document.visibilityState === 'hidden';
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => hidden;
}
