// "Is it slowing?": the slope over the earlier half of the points against that over the later half, and the interval of
// their difference. Formula: Welch's for two slopes, whose degrees of freedom are Satterthwaite's.
import { formatLog10 } from '../../shared/format-log10.ts';
import { tPoint } from '../../shared/t-interval.ts';
import { type DatedValue, fitGrowth, type Growth, type Spread } from '../fit/fit-growth.ts';
import type { Bounds, EstimatedCoefficient } from '../fit/fit-line.ts';

export type SlowingVerdict = 'slower' | 'faster' | 'undecided' | 'unknown';

export interface HalvesComparison {
  readonly verdict: SlowingVerdict;
  readonly sentence: string;
  /** Null where the points are too few. */
  readonly halves: {
    /** Where the second half begins, decimal year. */
    readonly splitYear: number;
    readonly first: Growth;
    readonly second: Growth;
    /** Slope of the second half less that of the first, in decimal logarithms a year; above 0: slower. */
    readonly difference: Spread & { readonly bounds: Bounds };
  } | null;
}

/** Each half needs some to tell its scatter from its slope. */
const LEAST_POINTS = 5;

const NAMES = { usd: 'The price of a TFLOPS', watts: 'The power of a TFLOPS' } as const;

/**
 * Split at the middle year between the first and the last point, so that both halves span as long.
 * @param points of something that falls with time.
 */
export function compareHalves(
  points: readonly DatedValue[],
  measure: keyof typeof NAMES,
): HalvesComparison {
  const years = points.map(({ year }) => year);
  const splitYear = (Math.min(...years) + Math.max(...years)) / 2;
  const before = points.filter(({ year }) => year < splitYear);
  const after = points.filter(({ year }) => year >= splitYear);
  const [first, second] = [fitGrowth(before), fitGrowth(after)];
  if (
    Math.min(before.length, after.length) < LEAST_POINTS ||
    first.kind === 'none' ||
    second.kind === 'none'
  ) {
    return {
      verdict: 'unknown',
      sentence: `Each half of the years needs ${LEAST_POINTS} cards at different dates to be compared; there are ${before.length} and ${after.length}. Choose more kinds of cards.`,
      halves: null,
    };
  }
  const difference = slopeDifference(slopeOf(first), slopeOf(second));
  const { low, high } = difference.bounds;
  const verdict = low > 0 ? 'slower' : high < 0 ? 'faster' : 'undecided';
  return {
    verdict,
    sentence: `${NAMES[measure]} changed ${perYear(first)} before ${Math.round(splitYear)} and ${perYear(second)} since. ${conclusion(verdict, second)}`,
    halves: { splitYear, first, second, difference },
  };
}

function conclusion(verdict: SlowingVerdict, second: Growth): string {
  const falls = second.line.slope.value < 0;
  switch (verdict) {
    case 'slower':
      return `${falls ? 'It falls more slowly than before' : 'It no longer falls'}: the interval of the difference does not hold 0.`;
    case 'faster':
      return `${falls ? 'It falls faster than before' : 'It rises more slowly than before'}: the interval of the difference does not hold 0.`;
    case 'undecided':
    case 'unknown':
      return 'The interval of the difference holds 0: these cards do not tell whether it is slowing.';
  }
}

interface Slope extends EstimatedCoefficient {
  readonly degrees: number;
}

/** Of a half with at least five points, which always has an interval. */
function slopeOf({ line, count }: Growth): Slope {
  if (line.kind !== 'regression') throw new RangeError('A half of two points has no interval.');
  return { ...line.slope, degrees: count - 2 };
}

function slopeDifference(first: Slope, second: Slope): Spread & { readonly bounds: Bounds } {
  const [a, b] = [first.standardError ** 2, second.standardError ** 2];
  const exact = (a + b) ** 2 / (a ** 2 / first.degrees + b ** 2 / second.degrees);
  // Two lines without any scatter: no width, whatever the degrees.
  const degrees = Number.isFinite(exact) ? Math.max(1, Math.floor(exact)) : 1;
  const half = tPoint(degrees) * Math.sqrt(a + b);
  const value = second.value - first.value;
  return { value, bounds: { low: value - half, high: value + half } };
}

/** "by −26 % a year (−34 to −17 %)". */
function perYear({ factorPerYear, line }: Growth): string {
  if (factorPerYear === null) return `${formatLog10(line.slope.value)}-fold a year`;
  const { value, bounds } = factorPerYear;
  const percent = (factor: number) => {
    const rounded = Math.round(100 * (factor - 1));
    return `${rounded < 0 ? '−' : rounded > 0 ? '+' : ''}${Math.abs(rounded)}`;
  };
  const range =
    bounds === undefined ? '' : ` (${percent(bounds.low)} to ${percent(bounds.high)}\u00a0%)`;
  return `by ${percent(value)}\u00a0% a year${range}`;
}
