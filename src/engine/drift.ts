// Whether the device itself changed during the run: the same kernel, sampled in every round, tells.
import type { Drift } from '../shared/result/schema.ts';
import { median } from '../shared/statistics.ts';
import { sampleRate } from './build-measurement.ts';
import type { Contender } from './sampling/contender.ts';

/** Beyond this the figures of one run are not side by side any more. */
const MOVED_BEYOND = 0.05;

/** @param blockStarts times in ms since the run began at which blocks began, ascending. */
export function summariseDrift(sentinel: Contender, blockStarts: readonly number[]): Drift {
  const samples = sentinel.samples.map(({ ms, atMs }) => ({
    atMs: Math.round(atMs),
    flopsPerSecond: sampleRate(sentinel, ms),
  }));
  const overall = median(samples.map((sample) => sample.flopsPerSecond));
  const changes = blockStarts.flatMap((start, index) => {
    const end = blockStarts[index + 1] ?? Number.POSITIVE_INFINITY;
    const rates = samples
      .filter(({ atMs }) => atMs >= start && atMs < end)
      .map((sample) => sample.flopsPerSecond);
    return rates.length === 0 ? [] : [median(rates) / overall - 1];
  });
  const largestChange =
    changes.length === 0 ? 0 : Math.max(0, ...changes) - Math.min(0, ...changes);
  return {
    kernel: sentinel.kernel.descriptor.id,
    parameters: { ...sentinel.kernel.tunables },
    samples,
    largestChange,
    moved: largestChange > MOVED_BEYOND,
  };
}
