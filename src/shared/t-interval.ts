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

/** Beyond the table the last point is taken, at most 4 % too wide. */
function pointOf(degrees: number): number {
  return POINTS[Math.min(degrees, POINTS.length) - 1] ?? NaN;
}

/** @throws RangeError on an empty list. */
export function meanInterval(values: readonly number[]): MeanInterval {
  const count = values.length;
  if (count === 0) throw new RangeError('The mean of no values does not exist.');
  const centre = mean([...values]);
  if (count === 1) return { count, mean: centre };
  const half = (pointOf(count - 1) * sampleStandardDeviation([...values])) / Math.sqrt(count);
  return { count, mean: centre, low: centre - half, high: centre + half };
}
