// Where nothing is known about a case, the middle of all known cases, with the tenth below and the tenth above.
import { quantileSorted } from 'simple-statistics';
import type { Range } from '../training-estimate.ts';

/** Median, 10th and 90th percentile. @param values at least one. */
export function middleOf(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    value: quantileSorted(sorted, 0.5),
    low: quantileSorted(sorted, 0.1),
    high: quantileSorted(sorted, 0.9),
  };
}
