// Which penalty of the LASSO foretells samples best that it was not fitted to: each fold in turn is held out. Everything
// needed is in the Gram matrices of the folds. Source: Hastie, Tibshirani and Friedman, The Elements of Statistical
// Learning, 2nd edition, 7.10.
import { lassoFlops } from './estimator-flops.ts';
import { lasso } from './lasso.ts';

export interface Fold {
  readonly held: FoldMoments;
  /** XᵀX of all other folds. */
  readonly trainingGram: Float64Array;
}

interface FoldMoments {
  readonly samples: number;
  /** XᵀX. */
  readonly gram: Float32Array | Float64Array;
  /** Xᵀy. */
  readonly cross: Float64Array;
}

/** Of the penalty of theory, in steps of √2; the largest first, as each solution is the next one's start. */
const FACTORS = [2, Math.SQRT2, 1, Math.SQRT1_2, 0.5, 0.5 * Math.SQRT1_2, 0.25] as const;

/** @returns the best factor of the penalty, and what finding it took. */
export function crossValidate(
  whole: Pick<FoldMoments, 'samples' | 'cross'>,
  folds: readonly Fold[],
  theory: (samples: number) => number,
): { readonly factor: number; readonly flops: number } {
  const losses = FACTORS.map(() => 0);
  let flops = 0;
  for (const { held, trainingGram: gram } of folds) {
    const samples = whole.samples - held.samples;
    const cross = difference(whole.cross, held.cross);
    let start: Float64Array | undefined;
    for (const [place, factor] of FACTORS.entries()) {
      const problem = { gram, cross, samples, penalty: factor * theory(samples) };
      const { values, sweeps } = lasso(problem, start);
      start = values;
      flops += lassoFlops(samples, cross.length, sweeps);
      losses[place] = (losses[place] ?? 0) + heldOutLoss(values, held);
    }
  }
  const best = losses.indexOf(Math.min(...losses));
  return { factor: FACTORS[best] ?? 1, flops };
}

/** ‖y − X·θ‖² less ‖y‖², which is the same for every θ. */
function heldOutLoss(values: Float64Array, { gram, cross }: FoldMoments): number {
  const active = [...values.keys()].filter((column) => values[column] !== 0);
  let loss = 0;
  for (const i of active) {
    const value = values[i] ?? 0;
    loss -= 2 * value * (cross[i] ?? NaN);
    for (const j of active) loss += value * (values[j] ?? 0) * (gram[i * values.length + j] ?? NaN);
  }
  return loss;
}

export function difference(
  whole: Float32Array | Float64Array,
  part: Float32Array | Float64Array,
): Float64Array {
  const rest = new Float64Array(whole.length);
  for (let place = 0; place < rest.length; place++) {
    rest[place] = (whole[place] ?? NaN) - (part[place] ?? NaN);
  }
  return rest;
}
