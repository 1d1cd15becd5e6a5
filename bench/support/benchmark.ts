// What a module of bench/suites/ exports, so that both hosts can run it.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';

export interface BenchmarkModule {
  /** @param options and result are plain JSON: they cross into a page and back. */
  run(provider: GpuProvider, options: unknown, log: (line: string) => void): Promise<unknown>;
}
