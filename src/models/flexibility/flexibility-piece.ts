// What the flexibility experiment finds, piece by piece: one estimator, one sample size, one design.
import type { Estimator } from './flexibility-plan.ts';

export interface FlexibilityPiece {
  readonly repeat: number;
  readonly samples: number;
  readonly estimator: Estimator;
  /** ‖θ̂ − θ‖² / ‖θ‖², the mean over the responses: the mean squared error of predictions, over that of predicting 0. */
  readonly normalisedError: number;
  /** Operations of estimating one response; 1 MAC = 2 FLOP. */
  readonly flops: number;
}

/** What a piece is of: another one of the same name is the same estimate. */
export function pieceName({
  repeat,
  samples,
  estimator,
}: Pick<FlexibilityPiece, 'repeat' | 'samples' | 'estimator'>): string {
  return `${repeat} ${samples} ${estimator}`;
}
