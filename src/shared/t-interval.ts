// The mean of few values with its 95 % interval by Student's t distribution: seeds are few, and their accuracies are
// spread about evenly around the mean.
import { mean, sampleStandardDeviation } from 'simple-statistics';

export interface MeanInterval {
  readonly count: number;
  readonly mean: number;
  /** Absent for a single value, which tells nothing of its spread. */
  readonly low?: number;
  readonly high?: number;
}

/** 97.5 % points of t for 1 to 30 degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2). */
const POINTS = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
] as const;

/** 97.5 % point of the normal distribution. */
const NORMAL_POINT = 1.959964;

/**
 * Half the width of a 95 % interval in standard errors. Beyond the table by the expansion in 1 / degrees, right to
 * the fourth digit there (Abramowitz and Stegun, 26.7.5).
 * @param degrees of freedom, a whole number from 1.
 */
export function tPoint(degrees: number): number {
  const listed = POINTS[degrees - 1];
  if (listed !== undefined) return listed;
  const z = NORMAL_POINT;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** @throws RangeError on an empty list. */
export function meanInterval(values: readonly number[]): MeanInterval {
  const count = values.length;
  if (count === 0) throw new RangeError('The mean of no values does not exist.');
  const centre = mean([...values]);
  if (count === 1) return { count, mean: centre };
  const half = (tPoint(count - 1) * sampleStandardDeviation([...values])) / Math.sqrt(count);
  return { count, mean: centre, low: centre - half, high: centre + half };
}
