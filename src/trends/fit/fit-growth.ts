// Growth by a constant factor a year: a line through the logarithms over time. Its slope is what "doubles every so
// many months" says, and the slope's interval is that statement's.
import { type Bounds, fitLine, type Line, type NoLine, predictAt } from './fit-line.ts';

export interface DatedValue {
  /** Decimal, as decimalYear makes it. */
  readonly year: number;
  /** Above 0. */
  readonly value: number;
}

/** With an interval of 95 % where more than two points tell one. */
export interface Spread {
  readonly value: number;
  readonly bounds?: Bounds;
}

/** How long it takes to double, or to halve. */
export interface DoublingTime {
  readonly direction: 'doubles' | 'halves';
  readonly months: number;
  /** Absent with two points. */
  readonly bounds?: {
    readonly low: number;
    /** Null where the interval of the slope holds 0: it may not change at all, or go the other way. */
    readonly high: number | null;
  };
}

export interface Growth {
  readonly kind: 'growth';
  readonly count: number;
  /** Of the decimal logarithm over decimal years. */
  readonly line: Line;
  /** Null where it is no number any more: the slope itself, a logarithm, can always be printed. */
  readonly factorPerYear: Spread | null;
  /** Null where it does not change at all. */
  readonly doubling: DoublingTime | null;
}

export type GrowthFit = NoLine | Growth;

/** Decimal logarithms, so that no extrapolation overflows: formatLog10 prints them. */
export interface GrowthPrediction {
  readonly log10: number;
  readonly mean?: Bounds;
  readonly observation?: Bounds;
}

/** Powers of ten that a double surely holds. */
const PRINTABLE = 300;
/** A slope of less doubles in 10¹² years: it does not change. */
const NO_SLOPE = 1e-13;

export function fitGrowth(points: readonly DatedValue[]): GrowthFit {
  const broken = points.findIndex(({ value }) => !(value > 0));
  if (broken >= 0) {
    return {
      kind: 'none',
      count: points.length,
      reason: `Point ${broken + 1} is not above 0: growth by a factor is read from logarithms. Correct or remove it.`,
    };
  }
  const line = fitLine(points.map(({ year, value }) => ({ x: year, y: Math.log10(value) })));
  return line.kind === 'none' ? line : growthOf(line);
}

export function growthOf(line: Line): Growth {
  const { slope } = line;
  return {
    kind: 'growth',
    count: line.count,
    line,
    factorPerYear: factorOf(slope),
    doubling: doublingOf(line),
  };
}

export function growthAt(growth: Growth, year: number): GrowthPrediction {
  const { value, ...bands } = predictAt(growth.line, year);
  return { log10: value, ...bands };
}

/** Months in which something doubles that grows `ratio`-fold, not 1, in `months`; negative when it halves. */
export function impliedDoublingMonths(ratio: number, months: number): number {
  return months / Math.log2(ratio);
}

/** How many-fold something grows in `months` that doubles every `doublingMonths`. */
export function growthFactor(months: number, doublingMonths: number): number {
  return 2 ** (months / doublingMonths);
}

function factorOf(slope: Line['slope']): Spread | null {
  const [low, high] = 'low' in slope ? [slope.low, slope.high] : [slope.value, slope.value];
  if (low < -PRINTABLE || high > PRINTABLE) return null;
  const value = 10 ** slope.value;
  return 'low' in slope ? { value, bounds: { low: 10 ** low, high: 10 ** high } } : { value };
}

function doublingOf({ slope }: Line): DoublingTime | null {
  if (Math.abs(slope.value) < NO_SLOPE) return null;
  const sign = Math.sign(slope.value);
  const months = (log10PerYear: number) => (12 * Math.log10(2)) / log10PerYear;
  const base = {
    direction: sign > 0 ? ('doubles' as const) : ('halves' as const),
    months: months(Math.abs(slope.value)),
  };
  if (!('low' in slope)) return base;
  const [slowest, fastest] = sign > 0 ? [slope.low, slope.high] : [-slope.high, -slope.low];
  return {
    ...base,
    bounds: { low: months(fastest), high: slowest > NO_SLOPE ? months(slowest) : null },
  };
}
