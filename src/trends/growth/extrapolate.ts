// A fitted line read in any year, with what such a reading is worth. In decimal logarithms: no year overflows.
import {
  type DatedValue,
  growthAt,
  type Growth,
  type GrowthPrediction,
} from '../fit/fit-growth.ts';

export interface Extrapolation extends GrowthPrediction {
  readonly year: number;
  /** Null within the years of the points. */
  readonly warning: string | null;
}

/** @param points that the line was fitted to, at least one. */
export function extrapolate(
  growth: Growth,
  points: readonly DatedValue[],
  year: number,
): Extrapolation {
  const years = points.map((point) => point.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return { year, ...growthAt(growth, year), warning: warningOf(year, first, last) };
}

function warningOf(year: number, first: number, last: number): string | null {
  const beyond = year > last ? year - last : first - year;
  if (beyond <= 0) return null;
  const span = last - first;
  const direction = year > last ? 'after the last' : 'before the first';
  const told = `${Math.ceil(beyond)} ${Math.ceil(beyond) === 1 ? 'year' : 'years'} ${direction} of the models that it was fitted to`;
  return beyond > span
    ? `Beyond all sense: ${told}, and these span only ${Math.round(span)}. It shows where “going on like this” leads, not what will be.`
    : `Extrapolated: ${told}. Nothing makes a line go on.`;
}
