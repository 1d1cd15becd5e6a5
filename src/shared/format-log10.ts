// Numbers that no double holds, by their decimal logarithm: extrapolations end at powers of ten, never at Infinity.
import { formatScientific, roundToPlace, timesPower } from './format.ts';

/** Well inside what a double holds, so that rounding up cannot leave it. */
const PLAIN_EXPONENT = 300;
/** From here on the exponent itself is rounded: its digits say nothing any more. */
const LONG_EXPONENT = 1e6;

/** "3.1 × 10⁴⁰⁰" for 400.491; between 0.01 and 10,000 plain. @param log10 finite. */
export function formatLog10(log10: number): string {
  if (Math.abs(log10) < PLAIN_EXPONENT) return formatScientific(10 ** log10);
  if (Math.abs(log10) >= LONG_EXPONENT) {
    return `10^(${log10 < 0 ? '−' : ''}${formatScientific(Math.abs(log10))})`;
  }
  const exponent = Math.floor(log10);
  const mantissa = roundToPlace(10 ** (log10 - exponent), -1);
  return mantissa === '10.0' ? timesPower('1.0', exponent + 1) : timesPower(mantissa, exponent);
}
