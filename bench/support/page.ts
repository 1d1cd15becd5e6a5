// The browser's side of the benchmarks: offers one function to the program that drives the page.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { describeRuntime } from '../../src/workers/describe-runtime.ts';
import type { BenchmarkModule } from './benchmark.ts';

const modules = import.meta.glob<BenchmarkModule>('../suites/*.ts', { eager: true });

const provider: GpuProvider = {
  facts: {
    host: 'browser',
    ...describeRuntime(navigator),
    secureContext: window.isSecureContext,
    crossOriginIsolated: window.crossOriginIsolated,
    battery: null,
  },
  gpu: navigator.gpu,
  now: () => performance.now(),
  wasHidden: () => document.visibilityState === 'hidden',
};

/** The driving program prints the page's console. */
function log(line: string): void {
  console.info(line);
}

Object.assign(window, {
  flopscopeBench: async (name: string, options: unknown): Promise<string> => {
    const module = modules[`../suites/${name}.ts`];
    if (module === undefined) throw new Error(`There is no benchmark "${name}".`);
    return JSON.stringify(await module.run(provider, options, log));
  },
});
