// Figures of a comparison as people read them.
import type { Repayment } from '../../../estimate/shrink/repayment.ts';
import type { PublishedScore } from '../../../estimate/shrink/variant-comparison.ts';
import type { PrintedAmount } from '../../../estimate/shrink/print-amount.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import { formatInterval, roundToPlace, withUnit } from '../../../shared/format.ts';

/** "9.1×": two digits say enough of a promise. */
export function printTimes(ratio: number): string {
  return `${withoutZero(roundToPlace(ratio, placeOf(ratio, 2)))}×`;
}

/** The digits follow the interval. */
export function timesParts({ value, low, high }: Range): PrintedAmount {
  if (low === high) return { value: printTimes(value), range: '' };
  const place = Math.min(placeOf(value, 2), placeOf(high - low, 1));
  const [middle, least, most] = [value, low, high].map((each) =>
    roundToPlace(each, Math.max(place, placeOf(value, 3))),
  );
  return { value: `${middle ?? ''}×`, range: `${least ?? ''}–${most ?? ''}` };
}

/** After how many of something the making is repaid. */
export function repaymentParts({ count }: Repayment): PrintedAmount {
  if (count === null) return { value: '–', range: '' };
  if (count.high === 0) return { value: 'at once', range: '' };
  const { value, low, high } = count;
  const { value: printed, range, unit } = formatInterval({ median: value, low, high }, '', 2);
  return { value: withUnit(printed, unit), range: range === '' ? '' : withUnit(range, unit) };
}

/** "76.1 %", "3.32". */
export function printScoreValue(value: number, unit: string): string {
  return withUnit(value.toLocaleString('en', { maximumFractionDigits: 2 }), unit);
}

/** "−1.2" beside the dense network of the same source; empty where that is not told. */
export function printDifference({ difference }: PublishedScore): string {
  if (difference === null || difference === 0) return '';
  const size = Math.abs(difference).toLocaleString('en', { maximumFractionDigits: 2 });
  return `${difference < 0 ? '−' : '+'}${size}`;
}

function placeOf(value: number, digits: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value))) - digits + 1;
}

function withoutZero(printed: string): string {
  return printed.replace(/\.0+$/, '');
}
