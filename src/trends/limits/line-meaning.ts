// What the slope of error against compute means: by how much ten times the compute divides the error, and how many times
// the compute halves it. As decimal logarithms: two points close together make a line as steep as you like.
import type { Line } from '../fit/fit-line.ts';

export interface LogRange {
  readonly log10: number;
  /** 95 %; absent for a line through two points. */
  readonly bounds?: {
    readonly low: number;
    /** Null where nothing bounds it. */
    readonly high: number | null;
  };
}

export interface LineMeaning {
  /** The error is divided by so much; below 1 it grows. */
  readonly tenfold: LogRange;
  /** Null where more compute does not lower the error. */
  readonly halving: LogRange | null;
}

export function lineMeaning({ slope }: Line): LineMeaning {
  const halve = (steepness: number): number => Math.log10(2) / steepness;
  if (!('low' in slope)) {
    const { value } = slope;
    return { tenfold: { log10: value }, halving: value > 0 ? { log10: halve(value) } : null };
  }
  const { value, low, high } = slope;
  return {
    tenfold: { log10: value, bounds: { low, high } },
    halving:
      value > 0
        ? {
            log10: halve(value),
            bounds: { low: halve(high), high: low > 0 ? halve(low) : null },
          }
        : null,
  };
}
