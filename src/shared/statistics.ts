// Robust statistics of timing samples: medians, because interference only ever makes a sample slower,
// and bootstrap intervals, because the distribution of the noise is not known.
import { median as simpleMedian, medianAbsoluteDeviation, quantileSorted } from 'simple-statistics';
import type { Interval } from './interval.ts';
import { createRandom } from './random.ts';

export { type Interval, rateInterval } from './interval.ts';

/** 1,000 resamples place the 2.5 % point to within about 0.5 % of probability. */
const RESAMPLES = 1000;

/** @throws RangeError on an empty list. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of no samples does not exist.');
  return simpleMedian([...values]);
}

/** Median absolute deviation, unscaled; 0 for one sample. */
export function mad(values: readonly number[]): number {
  return medianAbsoluteDeviation([...values]);
}

/**
 * 95 % percentile bootstrap of the median. The resampling is seeded, so that the same samples always
 * print the same interval.
 */
export function bootstrapMedian(values: readonly number[]): Interval {
  const centre = median(values);
  if (values.length === 1) return { median: centre, low: centre, high: centre };
  const random = createRandom(0x5eed);
  const medians = new Float64Array(RESAMPLES);
  const resample = new Float64Array(values.length);
  const middle = values.length >> 1;
  for (let round = 0; round < RESAMPLES; round++) {
    for (let i = 0; i < resample.length; i++) {
      resample[i] = values[Math.floor(random() * values.length)] ?? centre;
    }
    resample.sort();
    const upper = resample[middle] ?? centre;
    medians[round] =
      values.length % 2 === 1 ? upper : (upper + (resample[middle - 1] ?? upper)) / 2;
  }
  const sorted = Array.from(medians.sort());
  return {
    median: centre,
    low: quantileSorted(sorted, 0.025),
    high: quantileSorted(sorted, 0.975),
  };
}

/** Half the interval's width over its median: 0.02 reads "± 2 %". */
export function relativeHalfWidth(interval: Interval): number {
  return (interval.high - interval.low) / 2 / interval.median;
}

/** Standard deviation over mean, of the sample. */
export function coefficientOfVariation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}
