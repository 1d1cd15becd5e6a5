// What the address of the limits asks: a benchmark, a target error, and whether algorithms go on getting better. Pure;
// knows nothing of the page.
import { isGiven, parseTypedNumber } from '../../../estimate/parse-number.ts';
import type { AlgorithmicProgress } from '../../../facts/computational-limits.ts';
import { FlopscopeError } from '../../../shared/errors.ts';
import { decadesOff, withProgress } from '../../../trends/limits/algorithmic-progress.ts';
import {
  limitAt,
  type LimitCurves,
  type LimitPrediction,
} from '../../../trends/limits/limit-curves.ts';
import type { Parameters } from '../../route/route.ts';
import { errorStops, nearestStop } from './error-stops.ts';

interface TypedField {
  /** As typed. */
  readonly text: string;
  readonly error?: string;
}

export interface LimitsQuestion {
  readonly curves: LimitCurves;
  readonly target: TypedField;
  /** Of the slider, in per cent, and the place of the one that stands nearest to the target. */
  readonly stops: readonly number[];
  readonly stop: number;
  readonly progress: TypedField & { readonly on: boolean };
  readonly notices: readonly string[];
  /** Undefined while something typed is wrong. */
  readonly answer: LimitsAnswer | undefined;
}

export interface LimitsAnswer extends LimitPrediction {
  readonly curves: LimitCurves;
  readonly errorPercent: number;
  /** Taken off by better algorithms; 0 where they are not asked for. */
  readonly decades: number;
  readonly years: number;
}

/** The slider ends at half the smallest error of the table. */
const BELOW = 2;

/** @param all at least one. */
export function askLimits(
  parameters: Parameters,
  all: readonly LimitCurves[],
  progress: AlgorithmicProgress,
): LimitsQuestion | undefined {
  const [first] = all;
  if (first === undefined) return undefined;
  const { benchmark } = parameters;
  const found = all.find(({ id }) => id === benchmark);
  const curves = found ?? first;
  const usual = usualTarget(curves);
  const text = parameters['error'] ?? String(usual);
  const on = parameters['progress'] === 'on';
  const yearsText = parameters['progressYears'] ?? '';
  const target = numberOr(text, usual);
  const years = on ? numberOr(yearsText, progress.years) : 0;
  const decades = attempt(() => decadesOff(progress, years));
  const prediction = attempt(() => limitAt(curves, target));
  const stops = errorStops(
    curves.smallestError / BELOW,
    curves.largestError,
    curves.rows.map(({ errorPercent }) => errorPercent),
  );
  return {
    ...{ curves, stops },
    stop: nearestStop(stops, prediction.ok ? target : usual),
    target: { text, ...(prediction.ok ? {} : { error: prediction.error }) },
    progress: { on, text: yearsText, ...(decades.ok ? {} : { error: decades.error }) },
    notices:
      benchmark !== undefined && found === undefined
        ? [`There is no benchmark “${benchmark}” here; this is ${curves.name}.`]
        : [],
    answer:
      prediction.ok && decades.ok
        ? {
            ...prediction.value,
            ...{ curves, years, errorPercent: target, decades: decades.value },
            polynomial: withProgress(prediction.value.polynomial, decades.value),
            exponential: withProgress(prediction.value.exponential, decades.value),
          }
        : undefined,
  };
}

/** The paper's next target: the row that no curve was drawn through. */
export function usualTarget({ polynomial }: LimitCurves): number {
  return polynomial.check.errorPercent;
}

function numberOr(text: string, otherwise: number): number {
  return isGiven(text) ? (parseTypedNumber(text.replace(/\s*%\s*$/, '')) ?? NaN) : otherwise;
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string };

function attempt<T>(compute: () => T): Attempt<T> {
  try {
    return { ok: true, value: compute() };
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return { ok: false, error: thrown.message };
    throw thrown;
  }
}
