// How many times as fast one device is foretold to be as another, with its interval (docs/decisions/021).
import type { Range } from '../../../estimate/training-estimate.ts';
import type { Interval } from '../../../shared/statistics.ts';

/**
 * The errors of the two predictions are taken as independent: logarithms of the ends of their intervals add up in
 * squares, each side by itself.
 * @param own seconds on the device. @param reference seconds on the reference.
 * @returns reference over own: above 1 is faster.
 */
export function timeRatio(own: Range, reference: Range): Interval {
  const ratio = reference.value / own.value;
  const down = Math.hypot(
    Math.log(own.high / own.value),
    Math.log(reference.value / reference.low),
  );
  const up = Math.hypot(Math.log(own.value / own.low), Math.log(reference.high / reference.value));
  return { median: ratio, low: ratio * Math.exp(-down), high: ratio * Math.exp(up) };
}
