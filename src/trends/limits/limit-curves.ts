// What a target error costs by the paper's two forms of curve. Both run through the first and the last row of its table,
// whose figures are whole powers of ten; the row between is the check. No R² is claimed: its points are not held here.
import { median } from '../../shared/statistics.ts';
import type { LimitBenchmark, LimitCost } from '../../facts/computational-limits.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import { checkTargetError } from './target-error.ts';

/** log10 C = a + p · log10(1/error), or log10 C = a + b / error; the error as a share. */
export const LIMIT_FORMS = ['polynomial', 'exponential'] as const;
export type LimitForm = (typeof LIMIT_FORMS)[number];

export interface Straight {
  readonly intercept: number;
  readonly slope: number;
}

export interface LimitCurve {
  readonly form: LimitForm;
  /** Of log10 Gflop: the exponent p, or decades per 1/error. */
  readonly gflop: Straight;
  /**
   * Decimal logarithms of what a Gflop costs, and of the pounds of CO₂ that it emits: the median of the rows. Each row
   * is rounded to whole powers of ten, and lines of their own through two of them would part from the compute.
   */
  readonly usdOfGflop: number;
  readonly co2LbOfGflop: number;
  /** The table's row that the curve was not drawn through. */
  readonly check: {
    readonly errorPercent: number;
    readonly tableLog10Gflop: number;
    readonly curveLog10Gflop: number;
  };
}

export interface LimitCurves {
  readonly id: string;
  readonly name: string;
  readonly measure: string;
  readonly polynomial: LimitCurve;
  readonly exponential: LimitCurve;
  /** Of the table, the largest error first; its figures are whole powers of ten. */
  readonly rows: readonly LimitRow[];
  /** Of the table, in per cent. */
  readonly largestError: number;
  readonly smallestError: number;
  readonly origin: Origin;
}

/** Decimal logarithms: no target overflows. formatLog10 prints them. */
export interface LimitAmounts {
  /** Operations, as the paper counts them. */
  readonly log10Flop: number;
  readonly log10Usd: number;
  readonly log10Co2Kg: number;
}

/** A row of the table as it is printed there. */
export interface LimitRow extends Readonly<Record<LimitForm, LimitAmounts>> {
  readonly row: LimitBenchmark['rows'][number]['row'];
  readonly errorPercent: number;
}

export interface LimitPrediction extends Readonly<Record<LimitForm, LimitAmounts>> {
  /** By how many powers of ten the exponential form asks for more compute. */
  readonly divergence: number;
  /** Where the target lies beyond the table. */
  readonly warning?: string;
}

const LOG10_GIGA = 9;
/** By definition a pound is so many kilograms. */
const LOG10_KG_PER_LB = Math.log10(0.45359237);

export function limitCurves(benchmark: LimitBenchmark): LimitCurves {
  const [today, , target] = benchmark.rows;
  const { id, name, measure } = benchmark;
  return {
    id,
    name,
    measure,
    polynomial: curveOf(benchmark, 'polynomial'),
    exponential: curveOf(benchmark, 'exponential'),
    rows: benchmark.rows.map((row) => ({
      row: row.row,
      errorPercent: row.errorPercent,
      polynomial: inOurUnits(row.polynomial),
      exponential: inOurUnits(row.exponential),
    })),
    largestError: today.errorPercent,
    smallestError: target.errorPercent,
    origin: originOf(benchmark, 'derived'),
  };
}

/** @throws FlopscopeError `invalid-input` for an error that is not above 0 and below 100 per cent. */
export function limitAt(curves: LimitCurves, errorPercent: number): LimitPrediction {
  checkTargetError(errorPercent);
  const polynomial = amountsAt(curves.polynomial, errorPercent);
  const exponential = amountsAt(curves.exponential, errorPercent);
  const { largestError, smallestError } = curves;
  const beyond = errorPercent < smallestError || errorPercent > largestError;
  return {
    polynomial,
    exponential,
    divergence: exponential.log10Flop - polynomial.log10Flop,
    ...(beyond
      ? {
          warning: `The table ends at errors of ${smallestError} and ${largestError} %: beyond them the curves are drawn on by faith alone.`,
        }
      : {}),
  };
}

function curveOf({ rows }: LimitBenchmark, form: LimitForm): LimitCurve {
  const [today, middle, target] = rows;
  const from = abscissa(form, today.errorPercent);
  const to = abscissa(form, target.errorPercent);
  const slope = (target[form].log10Gflop - today[form].log10Gflop) / (to - from);
  const gflop = { slope, intercept: today[form].log10Gflop - slope * from };
  const costs = rows.map((row) => row[form]);
  return {
    form,
    gflop,
    usdOfGflop: median(costs.map(({ log10Usd, log10Gflop }) => log10Usd - log10Gflop)),
    co2LbOfGflop: median(costs.map(({ log10Co2Lb, log10Gflop }) => log10Co2Lb - log10Gflop)),
    check: {
      errorPercent: middle.errorPercent,
      tableLog10Gflop: middle[form].log10Gflop,
      curveLog10Gflop: at(gflop, abscissa(form, middle.errorPercent)),
    },
  };
}

function amountsAt(curve: LimitCurve, errorPercent: number): LimitAmounts {
  const log10Gflop = at(curve.gflop, abscissa(curve.form, errorPercent));
  return inOurUnits({
    log10Gflop,
    log10Usd: log10Gflop + curve.usdOfGflop,
    log10Co2Lb: log10Gflop + curve.co2LbOfGflop,
  });
}

function inOurUnits({ log10Gflop, log10Usd, log10Co2Lb }: LimitCost): LimitAmounts {
  return {
    log10Flop: log10Gflop + LOG10_GIGA,
    log10Usd,
    log10Co2Kg: log10Co2Lb + LOG10_KG_PER_LB,
  };
}

function abscissa(form: LimitForm, errorPercent: number): number {
  const inverse = 100 / errorPercent;
  return form === 'polynomial' ? Math.log10(inverse) : inverse;
}

function at({ intercept, slope }: Straight, x: number): number {
  return intercept + slope * x;
}
