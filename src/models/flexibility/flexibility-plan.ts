// The flexibility experiment: many parameters of which few matter, four ways of estimating them, and how well each does
// with more and more samples. After Thompson, Greenewald, Lee and Manso, arXiv 2007.05558, whose figure it recomputes.
import { FlopscopeError } from '../../shared/errors.ts';

/** Which columns an estimator fits, and how. */
export const ESTIMATORS = ['oracle', 'expert', 'flexible', 'regularized'] as const;
export type Estimator = (typeof ESTIMATORS)[number];

export const FLEXIBILITY_SIZES = ['smoke', 'standard'] as const;
export type FlexibilitySize = (typeof FLEXIBILITY_SIZES)[number];

/**
 * Responses y = X·θ + noise that every design X answers. Their errors are averaged: a design costs far more than its
 * responses. Four, so that the noise consists of whole vectors.
 */
export const RESPONSES = 4;

/** Of the LASSO, in units of σ·√(2·ln p / n): one for all, or the one of a few that foretells held-out samples best. */
export type LassoPenalty =
  | { readonly kind: 'chosen'; readonly factor: number }
  | { readonly kind: 'cross-validated'; readonly folds: number };

/** Five is usual: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 7.10. */
export const USUAL_FOLDS = 5;
const MOST_FOLDS = 10;

export interface FlexibilityPlan {
  /** Columns of the design, a multiple of 4; the samples are standard normal. */
  readonly parameters: number;
  /** How many of them, the first ones, are 1; the others are 0. */
  readonly relevant: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
  /** Ascending; each holds the samples of those before it. */
  readonly sampleSizes: readonly number[];
  /** Designs, each drawn anew. */
  readonly repeats: number;
  readonly penalty: LassoPenalty;
  /** Samples that the GPU holds at a time. */
  readonly chunkRows: number;
  /** A whole number below 2³². */
  readonly seed: number;
}

/**
 * From 20 to 20,000 at six a decade, and 1,050 on the far side of the peak. None is closer to the 1,000 parameters: the
 * mean error is infinite there, and single precision cannot tell such matrices from singular ones.
 */
const STANDARD_SAMPLES = [
  20, 29, 43, 63, 93, 136, 200, 294, 431, 632, 928, 1050, 1363, 2000, 2936, 4309, 6325, 9283,
  13_626, 20_000,
] as const;

/** A seventh of the samples: what a software adapter multiplies in seconds. */
const SMOKE_SAMPLES = [20, 50, 120, 300, 700, 1300, 3000] as const;

const SHARED = {
  parameters: 1000,
  relevant: 10,
  // A signal of variance 10 over noise of variance 1. The paper's is not known.
  noise: 1,
  penalty: { kind: 'chosen', factor: 1 },
  chunkRows: 256,
} as const;

/** An n × p design needs so many samples more, or fewer, than parameters for its Gram matrix in single precision. */
const LEAST_DISTANCE_SHARE = 0.02;

export function flexibilityPlan(size: FlexibilitySize, seed = 1): FlexibilityPlan {
  return size === 'standard'
    ? { ...SHARED, sampleSizes: STANDARD_SAMPLES, repeats: 8, seed }
    : { ...SHARED, sampleSizes: SMOKE_SAMPLES, repeats: 3, seed };
}

/** Counts up whenever the same plan would give other figures: other random numbers, another estimator. */
export const FLEXIBILITY_VERSION = 1;

/** Everything but the number of designs: pieces of plans with the same key may stand beside each other. */
export function planKey(plan: FlexibilityPlan): string {
  const { parameters, relevant, noise, sampleSizes, penalty, chunkRows, seed } = plan;
  const penalised = penalty.kind === 'chosen' ? penalty.factor : `${penalty.folds} folds`;
  return [
    `flexibility ${FLEXIBILITY_VERSION}`,
    ...[parameters, relevant, noise, penalised, chunkRows, seed],
    sampleSizes.join(' '),
  ].join(', ');
}

/** The expert misses the last relevant column and takes the first irrelevant one for it. */
export function columnsOf(estimator: Estimator, plan: FlexibilityPlan): readonly number[] {
  const { parameters, relevant } = plan;
  const upTo = (count: number) => Array.from({ length: count }, (_, column) => column);
  switch (estimator) {
    case 'oracle':
      return upTo(relevant);
    case 'expert':
      return [...upTo(relevant - 1), relevant];
    case 'flexible':
    case 'regularized':
      return upTo(parameters);
  }
}

/** Parts that the samples are summed in: one for each fold. */
export function foldsOf({ penalty }: FlexibilityPlan): number {
  return penalty.kind === 'cross-validated' ? penalty.folds : 1;
}

/** @throws FlopscopeError `invalid-input` for a plan that cannot be run, saying what to change. */
export function checkFlexibilityPlan(plan: FlexibilityPlan): void {
  const { parameters, relevant, noise, sampleSizes, repeats, penalty, chunkRows, seed } = plan;
  const whole = (value: number, least: number) => Number.isInteger(value) && value >= least;
  const refuse = (sentence: string) => {
    throw new FlopscopeError('invalid-input', sentence);
  };
  if (!whole(parameters, 8) || parameters % 4 !== 0) {
    refuse(`The number of parameters is ${parameters}: make it a multiple of 4 from 8.`);
  }
  if (!whole(relevant, 1) || relevant >= parameters) {
    refuse(`Of ${parameters} parameters ${relevant} cannot be the relevant ones. Choose fewer.`);
  }
  if (!(noise > 0 && Number.isFinite(noise))) refuse('The noise must be a number above 0.');
  if (penalty.kind === 'chosen' && !(penalty.factor > 0 && Number.isFinite(penalty.factor))) {
    refuse('The factor of the penalty must be a number above 0; 1 is the one of theory.');
  }
  if (penalty.kind === 'cross-validated') {
    const { folds } = penalty;
    if (!whole(folds, 2) || folds > MOST_FOLDS) {
      refuse(`Cross-validation takes from 2 to ${MOST_FOLDS} folds.`);
    }
    if ((sampleSizes[0] ?? 0) < 2 * folds) {
      refuse(`Each of the ${folds} folds needs two samples: begin with at least ${2 * folds}.`);
    }
  }
  if (!whole(repeats, 1)) refuse('There must be at least one repeat.');
  if (!whole(chunkRows, 4) || chunkRows % 4 !== 0) {
    refuse('The GPU takes samples in chunks of a multiple of 4.');
  }
  if (!whole(seed, 0) || seed >= 2 ** 32) {
    refuse('The seed must be a whole number from 0 to below 2³².');
  }
  for (const [place, samples] of sampleSizes.entries()) {
    if (!whole(samples, relevant + 1) || samples <= (sampleSizes[place - 1] ?? 0)) {
      refuse(`Sample sizes are whole numbers above ${relevant}, each larger than the one before.`);
    }
    if (Math.abs(samples - parameters) < LEAST_DISTANCE_SHARE * parameters) {
      refuse(
        `${samples} samples are too close to ${parameters} parameters: the mean error is infinite there. Stay ${LEAST_DISTANCE_SHARE * 100} % away.`,
      );
    }
  }
  if (sampleSizes.length === 0) refuse('There must be at least one sample size.');
}
