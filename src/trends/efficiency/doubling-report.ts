// How fast efficiency grew at a level: by regression over the frontier, by the two ends alone, and beside them what
// the printed factors give. Where a level has two points there is a ratio and no interval.
import {
  fitGrowth,
  type Growth,
  type GrowthFit,
  impliedDoublingMonths,
} from '../fit/fit-growth.ts';
import type { SeriesPoint } from './efficiency-series.ts';

export interface Ends {
  readonly from: string;
  readonly to: string;
  readonly months: number;
  /** Compute of the first over that of the last. */
  readonly factor: number;
  /** What the printed figures of compute allow, each known to half its last digit. */
  readonly factorBounds: { readonly low: number; readonly high: number };
  readonly doublingMonths: number;
  /** As the table prints it beside the figures of compute. */
  readonly publishedFactor: number;
  readonly publishedDoublingMonths: number;
}

export interface DoublingReport {
  readonly frontier: readonly SeriesPoint[];
  /** Of efficiency, so that its doubling is the halving of compute. */
  readonly fit: GrowthFit;
  /** Null with fewer than two points. */
  readonly ends: Ends | null;
}

export function doublingReport(series: readonly SeriesPoint[]): DoublingReport {
  const frontier = series.filter(({ onFrontier }) => onFrontier);
  const fit = fitGrowth(frontier.map(({ year, factor }) => ({ year, value: factor })));
  const [first] = frontier;
  const last = frontier.at(-1);
  const ends =
    first === undefined || last === undefined || first === last ? null : endsOf(first, last);
  return { frontier, fit, ends };
}

/** A fit that must exist; for data that is known. @throws RangeError with the reason why it does not. */
export function growthOrThrow(fit: GrowthFit): Growth {
  if (fit.kind === 'none') throw new RangeError(fit.reason);
  return fit;
}

function endsOf(first: SeriesPoint, last: SeriesPoint): Ends {
  const months = 12 * (last.year - first.year);
  const factor = first.teraflopDays / last.teraflopDays;
  const above = halfDigit(first.teraflopDays);
  const below = halfDigit(last.teraflopDays);
  return {
    from: first.name,
    to: last.name,
    months,
    factor,
    factorBounds: {
      low: (first.teraflopDays - above) / (last.teraflopDays + below),
      high: (first.teraflopDays + above) / (last.teraflopDays - below),
    },
    doublingMonths: impliedDoublingMonths(factor, months),
    publishedFactor: last.publishedFactor,
    publishedDoublingMonths: impliedDoublingMonths(last.publishedFactor, months),
  };
}

/** Half of what the last printed digit counts; of a whole number, half of one. */
function halfDigit(printed: number): number {
  const decimals = String(printed).split('.')[1]?.length ?? 0;
  return 10 ** -decimals / 2;
}
