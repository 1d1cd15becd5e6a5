// How many times faster, with intervals: from the rounds in which both ran side by side, so that drift of
// the device cancels.
import { createRandom } from '../../src/shared/random.ts';
import { type Interval, median } from '../../src/shared/statistics.ts';

const RESAMPLES = 1000;

/**
 * Duration of the peer over that of the subject, round by round.
 * @param subject milliseconds by round; @param peer the same, undefined where it did not run.
 */
export function ratios(
  subject: readonly (number | undefined)[],
  peer: readonly (number | undefined)[],
): readonly number[] {
  return subject.flatMap((ms, round) => {
    const beside = peer[round];
    return ms === undefined || beside === undefined ? [] : [beside / ms];
  });
}

/**
 * Geometric mean of the medians of several shapes; its 95 % interval resamples the rounds of every shape.
 * @throws RangeError on an empty list.
 */
export function geometricMean(shapes: readonly (readonly number[])[]): Interval {
  const random = createRandom(0x5eed);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    meanOf(
      shapes.map((values) =>
        values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN),
      ),
    ),
  ).sort((a, b) => a - b);
  return {
    median: meanOf(shapes),
    low: resampled[Math.floor(0.025 * RESAMPLES)] ?? Number.NaN,
    high: resampled[Math.ceil(0.975 * RESAMPLES) - 1] ?? Number.NaN,
  };
}

function meanOf(shapes: readonly (readonly number[])[]): number {
  if (shapes.length === 0) throw new RangeError('The mean of no shapes does not exist.');
  const logarithms = shapes.map((values) => Math.log(median(values)));
  return Math.exp(logarithms.reduce((sum, value) => sum + value, 0) / shapes.length);
}
