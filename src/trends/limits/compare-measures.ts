// What the two measures of compute say beside each other: operations of the passes over those that the hardware could
// have done is its utilisation, if both count alike.
import { publishedUtilization } from '../../facts/utilization.ts';
import { formatLog10 } from '../../shared/format-log10.ts';
import { formatShare } from '../../shared/format.ts';

export interface ComparedMeasures {
  /** Of passes over hardware; a logarithm, as either may be near what a number holds. */
  readonly log10Ratio: number;
  /** "20 %", "1.3 times". */
  readonly printed: string;
  /** Whether the hardware could have done it. */
  readonly possible: boolean;
  /** What the ratio means, and what it would be had a multiply-accumulate been counted once. */
  readonly sentences: readonly string[];
}

/** @param passes @param hardware FLOP, above 0; 1 MAC = 2 FLOP. */
export function compareMeasures(passes: number, hardware: number): ComparedMeasures {
  const log10Ratio = Math.log10(passes) - Math.log10(hardware);
  const possible = log10Ratio <= 0;
  const printed = printRatio(log10Ratio);
  return {
    log10Ratio,
    printed,
    possible,
    sentences: [possible ? utilisation(log10Ratio) : IMPOSSIBLE, trap(log10Ratio)],
  };
}

const IMPOSSIBLE =
  'The passes need more than the hardware can do in that time, so the figures do not belong together. Look whether the rate is that of the precision that was used and all processors are counted.';

function utilisation(log10Ratio: number): string {
  const { low, high, runs } = publishedUtilization();
  const usual = `Of ${runs} published runs eight in ten lie from ${formatShare(low)} to ${formatShare(high)}.`;
  const share = 10 ** log10Ratio;
  const judged =
    share > high
      ? 'This is more than usual.'
      : share < low
        ? 'This is less than usual.'
        : 'This is usual.';
  return `If the rate is the peak, the ratio is the utilisation: the hardware could have done ${formatLog10(-log10Ratio)} times the work. ${usual} ${judged}`;
}

/** 1 MAC = 2 FLOP: counted once on one side only, the ratio is off by two. */
function trap(log10Ratio: number): string {
  const half = printRatio(log10Ratio - Math.log10(2));
  const twice = printRatio(log10Ratio + Math.log10(2));
  return `Both sides count 1 MAC as 2 FLOP. Had the passes been counted in MAC and called FLOP, the ratio would read ${half}; had the rate, ${twice}.`;
}

/** The smallest share that still reads well in per cent. */
const LEAST_SHARE = -3;

function printRatio(log10Ratio: number): string {
  return log10Ratio <= 0 && log10Ratio >= LEAST_SHARE
    ? formatShare(10 ** log10Ratio)
    : `${formatLog10(log10Ratio)} times`;
}
