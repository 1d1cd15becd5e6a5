// Amounts of which only the power of ten is known: the paper's table has no other digits.
import { formatLog10 } from '../../../shared/format-log10.ts';
import { powerOfTen, roundToPlace, withUnit } from '../../../shared/format.ts';

/** From here on the exponent itself is rounded, as `formatLog10` does. */
const LONG_EXPONENT = 1e6;

/** "10²⁸ FLOP". @param log10 finite. */
export function printPower(log10: number, unit = ''): string {
  const printed =
    Math.abs(log10) >= LONG_EXPONENT ? formatLog10(log10) : powerOfTen(Math.round(log10));
  return withUnit(printed, unit);
}

/** Below this share of a per cent, powers of ten read better. */
const SMALL_ERROR = 1e-3;
/** As many digits as anybody states of an error; the rest are rounding errors of the computer. */
const MOST_DIGITS = 6;

/** "5 %", "4.621 %", "1.0 × 10⁻⁹ %". */
export function printError(errorPercent: number): string {
  const printed =
    errorPercent >= SMALL_ERROR
      ? String(Number(errorPercent.toPrecision(MOST_DIGITS)))
      : formatLog10(Math.log10(errorPercent));
  return withUnit(printed, '%');
}

/** "8.3", and powers of ten of powers of ten where it must be. */
export function printDecades(decades: number): string {
  return Math.abs(decades) < LONG_EXPONENT
    ? roundToPlace(decades, Math.abs(decades) < 100 ? -1 : 0)
    : formatLog10(Math.log10(Math.abs(decades)));
}
