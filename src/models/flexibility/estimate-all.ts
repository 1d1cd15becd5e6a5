// The four estimates of one design at one sample size, and how far each is from the parameters that made its data.
import { lassoFlops, leastSquaresFlops, minimumNormFlops } from './estimator-flops.ts';
import { columnsOf, type Estimator, type FlexibilityPlan, RESPONSES } from './flexibility-plan.ts';
import { crossValidate, difference } from './cross-validate.ts';
import { lasso, theoryPenalty } from './lasso.ts';
import { leastSquares, minimumNorm, type Table } from './least-squares.ts';

export interface EstimateResult {
  readonly normalisedError: number;
  /** Of one response. */
  readonly flops: number;
}

/** What is left of n samples: XᵀX (p × p), and Xᵀε (p × responses) of noise with a deviation of 1. */
export interface Moments {
  readonly samples: number;
  readonly gram: Float32Array | Float64Array;
  readonly noiseCross: Float32Array | Float64Array;
}

/** Of all samples, and of each fold where the penalty is cross-validated. */
export interface FoldedMoments extends Moments {
  readonly folds: readonly Moments[];
}

/** The samples themselves, where there are fewer than parameters: X, the noise ε, and X·Xᵀ. */
export interface FewSamples {
  readonly rows: number;
  readonly design: Float32Array | Float64Array;
  readonly noise: Float32Array | Float64Array;
  readonly dual: Float32Array | Float64Array;
}

/** Of all estimators but the flexible one with fewer samples than parameters. */
export function estimateFromMoments(
  estimator: Estimator,
  plan: FlexibilityPlan,
  moments: FoldedMoments,
): EstimateResult {
  const { parameters } = plan;
  const { samples } = moments;
  const cross = answersCross(plan, moments);
  if (estimator === 'regularized') return estimateLasso(plan, moments, cross);
  const columns = columnsOf(estimator, plan);
  const estimate = leastSquares({ values: moments.gram, columns: parameters }, cross, columns);
  return {
    normalisedError: normalisedError(plan, estimate),
    flops: leastSquaresFlops(samples, columns.length),
  };
}

/** The flexible one with fewer samples than parameters: of all exact fits the one of least norm. */
export function estimateFromFew(
  plan: FlexibilityPlan,
  few: FewSamples,
  samples: number,
): EstimateResult {
  const { parameters, relevant, noise } = plan;
  const answers = new Float64Array(few.rows * RESPONSES);
  for (let row = 0; row < samples; row++) {
    let signal = 0;
    for (let column = 0; column < relevant; column++) {
      signal += few.design[row * parameters + column] ?? NaN;
    }
    for (let response = 0; response < RESPONSES; response++) {
      const place = row * RESPONSES + response;
      answers[place] = signal + noise * (few.noise[place] ?? NaN);
    }
  }
  const estimate = minimumNorm(
    { values: few.dual, columns: few.rows },
    { values: few.design, columns: parameters },
    { values: answers, columns: RESPONSES },
    samples,
  );
  return {
    normalisedError: normalisedError(plan, estimate),
    flops: minimumNormFlops(samples, parameters),
  };
}

function estimateLasso(
  plan: FlexibilityPlan,
  { samples, gram, folds }: FoldedMoments,
  cross: Table,
): EstimateResult {
  const { parameters, noise, penalty } = plan;
  const theory = (count: number) => theoryPenalty(noise, parameters, count);
  const held =
    penalty.kind === 'chosen'
      ? []
      : folds.map((fold) => ({
          ...fold,
          answers: answersCross(plan, fold),
          trainingGram: difference(gram, fold.gram),
        }));
  const values = new Float64Array(parameters * RESPONSES);
  let flops = 0;
  for (let response = 0; response < RESPONSES; response++) {
    const own = columnOf(cross, response);
    const validated =
      penalty.kind === 'chosen'
        ? { factor: penalty.factor, flops: 0 }
        : crossValidate(
            { samples, cross: own },
            held.map(({ answers, trainingGram, ...fold }) => ({
              held: { ...fold, cross: columnOf(answers, response) },
              trainingGram,
            })),
            theory,
          );
    const penaltyHere = validated.factor * theory(samples);
    const solution = lasso({ gram, cross: own, samples, penalty: penaltyHere });
    flops += validated.flops + lassoFlops(samples, parameters, solution.sweeps);
    for (const [column, value] of solution.values.entries()) {
      values[column * RESPONSES + response] = value;
    }
  }
  return {
    normalisedError: normalisedError(plan, { values, columns: RESPONSES }),
    flops: flops / RESPONSES,
  };
}

function columnOf({ values, columns }: Table, column: number): Float64Array {
  return Float64Array.from(
    { length: values.length / columns },
    (_, row) => values[row * columns + column] ?? NaN,
  );
}

/** Xᵀy = XᵀX·θ + σ·Xᵀε; θ is 1 in the relevant columns. */
function answersCross(plan: FlexibilityPlan, { gram, noiseCross }: Moments): Table {
  const { parameters, relevant, noise } = plan;
  const values = new Float64Array(parameters * RESPONSES);
  for (let column = 0; column < parameters; column++) {
    let signal = 0;
    for (let other = 0; other < relevant; other++)
      signal += gram[column * parameters + other] ?? NaN;
    for (let response = 0; response < RESPONSES; response++) {
      const place = column * RESPONSES + response;
      values[place] = signal + noise * (noiseCross[place] ?? NaN);
    }
  }
  return { values, columns: RESPONSES };
}

/** ‖θ̂ − θ‖² / ‖θ‖², the mean over the responses. */
function normalisedError({ relevant }: FlexibilityPlan, { values, columns }: Table): number {
  let squares = 0;
  for (const [place, value] of values.entries()) {
    squares += (value - (place < relevant * columns ? 1 : 0)) ** 2;
  }
  return squares / columns / relevant;
}
