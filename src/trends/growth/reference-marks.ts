// Marks to hold the growth against, and when a fitted line would pass them: an extrapolation, said as one.
import type { ModelMarks } from '../../facts/notable-models-marks.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import type { Growth } from '../fit/fit-growth.ts';
import { type Origin, originOf } from '../fit/origin.ts';

export interface ReferenceMark {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  /** Null for a line across all years. */
  readonly year: number | null;
  /** False for a rumour. */
  readonly confirmed: boolean;
  /** What the comparison is worth. */
  readonly note: string;
  readonly origin: Origin;
}

export function referenceMarks({ marks }: ModelMarks): readonly ReferenceMark[] {
  return marks.map((mark) => ({
    id: mark.id,
    name: mark.name,
    value: mark.value,
    year: mark.date === undefined ? null : decimalYear(mark.date),
    confirmed: mark.confirmed,
    note: mark.note,
    origin: originOf(mark),
  }));
}

/** Beyond these a year says nothing: before the first computers, or further ahead than anything was ever foreseen. */
const SENSIBLE_YEARS = { first: 1900, last: 2200 };

/** Decimal year in which the line passes the value; null where it never does, or not in any sensible year. */
export function yearReaching({ line }: Growth, value: number): number | null {
  const year = (Math.log10(value) - line.intercept.value) / line.slope.value;
  const { first, last } = SENSIBLE_YEARS;
  return Number.isFinite(year) && year >= first && year <= last ? year : null;
}
