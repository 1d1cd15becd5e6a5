// What a chart of the flexibility experiment draws, as plain numbers: what was found, with its intervals, and the closed
// forms as lines. Every point carries what is said when it is pointed at.
import {
  leastSquaresFlops,
  minimumNormFlops,
} from '../../../models/flexibility/estimator-flops.ts';
import {
  columnsOf,
  type Estimator,
  ESTIMATORS,
  type FlexibilityPlan,
} from '../../../models/flexibility/flexibility-plan.ts';
import { formatCount, formatScientific, roundToPlace, withUnit } from '../../../shared/format.ts';
import type { Origin } from '../../../trends/fit/origin.ts';
import { closedForm, closedFormOrigin } from '../../../trends/flexibility/closed-forms.ts';
import type {
  FlexibilityCurve,
  FlexibilityPoint,
} from '../../../trends/flexibility/flexibility-curves.ts';
import { originText } from '../origin-text.ts';
import { estimatorLooks } from './estimator-names.ts';

/** On the horizontal axis: samples, or the operations of one estimate from them. */
export type CostAxis = 'samples' | 'flops';

export interface PicturedPoint {
  readonly x: number;
  /** Performance. */
  readonly y: number;
  /** Ends of the interval; `high` is null where nothing bounds it. */
  readonly low?: number;
  readonly high?: number | null;
  readonly label: string;
  /** What is said of it: made when somebody points at it, as most never are. */
  readonly lines: readonly string[];
}

interface PicturedCurve {
  readonly estimator: Estimator;
  readonly points: readonly PicturedPoint[];
  /** In parts: there is a gap where the mean is infinite. Empty where theory has no figure. */
  readonly theory: readonly (readonly PicturedPoint[])[];
}

interface Span {
  readonly low: number;
  readonly high: number;
}

export interface FlexibilityPicture {
  readonly axis: CostAxis;
  readonly curves: readonly PicturedCurve[];
  readonly x: Span;
  readonly y: Span;
}

/** Points of a line of theory: it bends around the peak only. */
const STEPS = 64;
/** Close to the peak, in shares of the number of parameters, so that the line shows how it dives. */
const NEAR_PEAK = [0.9, 0.95, 0.98, 0.99, 1.01, 1.02, 1.05, 1.1] as const;

/** @param origin of what was found. */
export function flexibilityPicture(
  plan: FlexibilityPlan,
  curves: readonly FlexibilityCurve[],
  axis: CostAxis,
  origin: Origin,
): FlexibilityPicture {
  const pictured = ESTIMATORS.map((estimator): PicturedCurve => {
    const own = curves.find((each) => each.estimator === estimator)?.points ?? [];
    return {
      estimator,
      points: own.map((point) => pictureOf(estimator, point, axis, origin)),
      theory: theoryOf(estimator, plan, axis),
    };
  });
  return { axis, curves: pictured, x: acrossOf(plan, pictured, axis), y: upOf(plan, pictured) };
}

function pictureOf(
  estimator: Estimator,
  point: FlexibilityPoint,
  axis: CostAxis,
  origin: Origin,
): PicturedPoint {
  const { samples, flops, performance, bounds, meanError, theory, count } = point;
  const { name } = estimatorLooks[estimator];
  return {
    x: axis === 'samples' ? samples : flops,
    y: performance,
    ...(bounds ?? {}),
    label: `${name}, ${withUnit(formatCount(samples), 'samples')}`,
    get lines() {
      return [
        `performance ${printPerformance(performance)}${bounds === undefined ? '' : ` (95 %: ${printBounds(bounds)})`}`,
        `error ${formatScientific(meanError)} of predicting nothing`,
        ...(theory === null
          ? []
          : [
              `theory: ${printPerformance(theory.performance)}${theory.z === undefined ? '' : `, z = ${printZ(theory.z)}`}`,
            ]),
        `${formatScientific(flops)} FLOP of one estimate (1 MAC = 2 FLOP)`,
        count === 1 ? 'one design, so no interval' : `mean of ${count} designs`,
        originText(origin),
      ];
    },
  };
}

function theoryOf(
  estimator: Estimator,
  plan: FlexibilityPlan,
  axis: CostAxis,
): readonly (readonly PicturedPoint[])[] {
  const origin = closedFormOrigin(estimator);
  if (origin === null) return [];
  const { name } = estimatorLooks[estimator];
  const parts: PicturedPoint[][] = [[]];
  for (const samples of sizesOf(plan)) {
    const error = closedForm(estimator, plan, samples);
    const part = parts.at(-1);
    if (error === null) parts.push([]);
    else {
      part?.push({
        x: axis === 'samples' ? samples : theoryFlops(estimator, plan, samples),
        y: -Math.log10(error),
        label: `${name} in theory, ${withUnit(formatCount(samples), 'samples')}`,
        get lines() {
          return [
            `performance ${printPerformance(-Math.log10(error))}, error ${formatScientific(error)}`,
            originText(origin),
          ];
        },
      });
    }
  }
  return parts.filter((part) => part.length > 0);
}

/** Evenly over the logarithms, closer around the peak, and the peak itself. */
function sizesOf({ sampleSizes, parameters }: FlexibilityPlan): readonly number[] {
  const [first, last] = [Math.min(...sampleSizes), Math.max(...sampleSizes)];
  const even = Array.from({ length: STEPS + 1 }, (_, step) =>
    Math.round(first * (last / first) ** (step / STEPS)),
  );
  const near = [...NEAR_PEAK, 1].map((share) => Math.round(share * parameters));
  return [...new Set([...even, ...near])]
    .filter((samples) => samples >= first && samples <= last)
    .sort((a, b) => a - b);
}

function theoryFlops(estimator: Estimator, plan: FlexibilityPlan, samples: number): number {
  const columns = columnsOf(estimator, plan).length;
  return samples < columns
    ? minimumNormFlops(samples, columns)
    : leastSquaresFlops(samples, columns);
}

/** The same from the first point to the last, so that nothing jumps while points come. */
function acrossOf(
  { sampleSizes, relevant, parameters }: FlexibilityPlan,
  curves: readonly PicturedCurve[],
  axis: CostAxis,
): Span {
  const [first, last] = [Math.min(...sampleSizes), Math.max(...sampleSizes)];
  if (axis === 'samples') return { low: first / 1.2, high: last * 1.2 };
  const found = curves.flatMap(({ points }) => points.map(({ x }) => x));
  return {
    low: Math.min(leastSquaresFlops(first, relevant), ...found) / 1.5,
    high: Math.max(leastSquaresFlops(last, parameters), ...found) * 1.5,
  };
}

function upOf(plan: FlexibilityPlan, curves: readonly PicturedCurve[]): Span {
  const expected = ESTIMATORS.flatMap((estimator) =>
    plan.sampleSizes.flatMap((samples) => {
      const error = closedForm(estimator, plan, samples);
      return error === null ? [] : [-Math.log10(error)];
    }),
  );
  const all = [...expected, ...curves.flatMap(({ points }) => points.map(({ y }) => y))];
  const half = (round: (value: number) => number, value: number) => round(2 * value) / 2;
  return {
    low: half(Math.floor, Math.min(0, ...all) - 0.1),
    high: half(Math.ceil, Math.max(1, ...all) + 0.1),
  };
}

export function printPerformance(value: number): string {
  return roundToPlace(value, -2).replace('-', '−');
}

export function printZ(z: number): string {
  return roundToPlace(z, -1).replace('-', '−');
}

export function printBounds({
  low,
  high,
}: {
  readonly low: number;
  readonly high: number | null;
}): string {
  return high === null
    ? `more than ${printPerformance(low)}`
    : `${printPerformance(low)} to ${printPerformance(high)}`;
}
