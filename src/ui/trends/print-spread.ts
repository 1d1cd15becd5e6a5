// Figures and the intervals that a fit gives them: "15.7", "13.2–19.3".
import { roundToPlace } from '../../shared/format.ts';

interface Bounded {
  readonly low: number;
  /** Null where nothing bounds it. */
  readonly high: number | null;
}

const DECIMALS = 1;

/** One decimal; factors beyond a hundred lose it. */
export function printPlain(value: number): string {
  return roundToPlace(value, Math.abs(value) < 100 ? -DECIMALS : 0);
}

/** "13.2–19.3", "more than 13.2". */
export function printBounds({ low, high }: Bounded): string {
  return high === null ? `more than ${printPlain(low)}` : `${printPlain(low)}–${printPlain(high)}`;
}
