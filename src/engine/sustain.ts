// Keeps the GPU busy with one kernel for minutes and records its rate: laptops and phones throttle, and a
// training run of days lives on what remains.
import { bootstrapMedian, median } from '../shared/statistics.ts';
import type { Measured, Sustained } from '../shared/result/schema.ts';
import { sampleRate } from './build-measurement.ts';
import { enterContender } from './enter-contender.ts';
import type { RunContext } from './run-context.ts';
import { kernelById } from '../kernels/kernel-list.ts';

export const DEFAULT_SUSTAINED_SECONDS = 300;

/** One point a second draws the curve; ten minutes stay 600 points. */
const POINT_INTERVAL_MS = 1000;

/** What counts as the burst: before most laptops begin to throttle. */
const BURST_MS = 30_000;

/** @param kernel the fastest verified matrix product of this run. */
export async function sustain(
  run: RunContext,
  kernel: Measured,
  seconds: number,
): Promise<Sustained | null> {
  const contender = await enterContender(
    run,
    kernelById(kernel.kernel),
    kernel.problem,
    kernel.parameters,
  );
  if (contender === undefined) return null;
  const samples: Sustained['samples'] = [];
  const started = run.elapsedMs();
  try {
    while (run.elapsedMs() - started < seconds * 1e3) {
      const windowEnd = run.elapsedMs() + POINT_INTERVAL_MS;
      contender.samples = [];
      while (run.elapsedMs() < windowEnd) await run.sampler.sample(contender);
      if (contender.samples.length === 0) continue;
      const flopsPerSecond = sampleRate(contender, median(contender.samplesMs));
      const atMs = run.elapsedMs() - started;
      samples.push({ atMs, flopsPerSecond });
      run.emit({ type: 'sustained-sample', atMs, flopsPerSecond });
      run.progress(Math.min(1, atMs / (seconds * 1e3)), 'Sustained load');
    }
  } finally {
    contender.kernel.dispose();
  }
  return summarise(kernel, samples);
}

function summarise(kernel: Measured, samples: Sustained['samples']): Sustained | null {
  const last = samples.at(-1);
  if (last === undefined) return null;
  const rates = (from: number, to: number) =>
    samples.filter(({ atMs }) => atMs >= from && atMs <= to).map((point) => point.flopsPerSecond);
  const steady = bootstrapMedian(rates((last.atMs * 2) / 3, last.atMs));
  const burst = rates(0, Math.min(BURST_MS, last.atMs / 3));
  return {
    kernel: kernel.kernel,
    problem: kernel.problem,
    samples,
    steady,
    retained: burst.length === 0 ? 1 : steady.median / median(burst),
  };
}
