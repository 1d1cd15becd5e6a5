// A ratio as people read it: "1.98×" and "1.82–2.16", with digits that its interval supports.
import { roundToPlace } from '../../shared/format.ts';
import type { Interval } from '../../shared/statistics.ts';

export interface PrintedRatio {
  readonly value: string;
  /** Empty when the interval has no width. */
  readonly range: string;
}

/** No SI prefixes: "500 m" times as fast is no language. Two to four significant digits. */
export function printRatio({ median, low, high }: Interval): PrintedRatio {
  const leading = exponent(median);
  const half = (high - low) / 2;
  const place =
    half > 0 ? Math.min(Math.max(exponent(half), leading - 3), leading - 1) : leading - 2;
  const print = (value: number): string => roundToPlace(value, place);
  return { value: `${print(median)}×`, range: half > 0 ? `${print(low)}–${print(high)}` : '' };
}

function exponent(value: number): number {
  return Math.floor(Math.log10(value));
}
