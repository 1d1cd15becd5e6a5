// The pieces of a run as curves: performance −log10 of the mean normalised error against sample size and operations, each
// with its interval over the designs, beside what theory expects.
import { sampleStandardDeviation } from 'simple-statistics';
import type { FlexibilityPiece } from '../../models/flexibility/flexibility-piece.ts';
import {
  type Estimator,
  ESTIMATORS,
  type FlexibilityPlan,
} from '../../models/flexibility/flexibility-plan.ts';
import { meanInterval } from '../../shared/t-interval.ts';
import { closedForm } from './closed-forms.ts';

export interface FlexibilityPoint {
  readonly samples: number;
  /** Designs so far. */
  readonly count: number;
  readonly meanError: number;
  /** −log10 of the mean error: 1 is an error of a tenth of predicting 0. */
  readonly performance: number;
  /** 95 % over the designs; absent for one. `high` is null where the interval of the error reaches 0. */
  readonly bounds?: { readonly low: number; readonly high: number | null };
  /** Of one estimate, the mean; 1 MAC = 2 FLOP. */
  readonly flops: number;
  /** Null where theory has no figure. */
  readonly theory: {
    readonly meanError: number;
    readonly performance: number;
    /** Standard errors between the two; absent for one design. */
    readonly z?: number;
  } | null;
}

export interface FlexibilityCurve {
  readonly estimator: Estimator;
  /** By sample size; sizes without a piece are left out. */
  readonly points: readonly FlexibilityPoint[];
}

export function flexibilityCurves(
  plan: FlexibilityPlan,
  pieces: readonly FlexibilityPiece[],
): readonly FlexibilityCurve[] {
  const bySize = new Map<string, FlexibilityPiece[]>();
  for (const piece of pieces) {
    const own = bySize.get(nameOf(piece));
    if (own === undefined) bySize.set(nameOf(piece), [piece]);
    else own.push(piece);
  }
  return ESTIMATORS.map((estimator) => ({
    estimator,
    points: plan.sampleSizes.flatMap((samples) => {
      const own = bySize.get(nameOf({ estimator, samples })) ?? [];
      return own.length === 0 ? [] : [pointOf(estimator, plan, samples, own)];
    }),
  }));
}

function nameOf({ estimator, samples }: Pick<FlexibilityPiece, 'estimator' | 'samples'>): string {
  return `${estimator} ${samples}`;
}

function pointOf(
  estimator: Estimator,
  plan: FlexibilityPlan,
  samples: number,
  pieces: readonly FlexibilityPiece[],
): FlexibilityPoint {
  const errors = pieces.map(({ normalisedError }) => normalisedError);
  const { count, mean, low, high } = meanInterval(errors);
  const expected = closedForm(estimator, plan, samples);
  return {
    samples,
    count,
    meanError: mean,
    performance: -Math.log10(mean),
    ...(low === undefined || high === undefined
      ? {}
      : { bounds: { low: -Math.log10(high), high: low > 0 ? -Math.log10(low) : null } }),
    flops: meanInterval(pieces.map(({ flops }) => flops)).mean,
    theory:
      expected === null
        ? null
        : {
            meanError: expected,
            performance: -Math.log10(expected),
            ...(count > 1 ? { z: zScore(errors, mean, expected) } : {}),
          },
  };
}

function zScore(errors: readonly number[], mean: number, expected: number): number {
  return (mean - expected) / (sampleStandardDeviation([...errors]) / Math.sqrt(errors.length));
}
