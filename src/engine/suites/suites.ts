// The six suites: how much time goes into what. What is measured stands in blocks.ts.
import type { SuiteId } from '../../shared/result/schema.ts';
import type { SamplingPlan } from '../sampling/sampler.ts';

/**
 * Raised whenever a change makes figures of the same suite incomparable: other problems, kernels'
 * sweeps, sampling rules.
 */
export const SUITE_VERSION = '2.3.0';

export interface Suite {
  readonly id: SuiteId;
  /** Busy time before the first sample: clocks ramp up for 220–440 ms on some laptops. */
  readonly warmUpMs: number;
  /** Wished length of one sample. */
  readonly sampleMs: number;
  /** Per block; the budget is for the sampling alone, without compilation and verification. */
  readonly sampling: SamplingPlan;
  /** Time for choosing among kernels and variants, over the whole run. */
  readonly tuningBudgetMs: number;
  /** Whether every kernel is measured on every problem, or only what the time for tuning reaches. */
  readonly coverage: 'some' | 'each';
  /**
   * Which problems of a block get time for choosing: `each`, or `some` (`Block.tuned`), whose fastest kernels are then
   * measured on the others. `each` when absent.
   */
  readonly tunes?: 'each' | 'some';
  /** How many kernels of a problem are measured to the end, the fastest ones. */
  readonly kernelsPerProblem: number;
  /**
   * `core`: products and convolutions. `all`: whatever a network needs, and its compressed forms. `training`: the
   * kernels of a training step over the sizes that networks have. `shrink`: those of inference, with dense weights and
   * with compressed ones.
   */
  readonly blocks: 'core' | 'all' | 'training' | 'shrink';
  /** Time for sweeping the forms of one ceiling. */
  readonly ceilingBudgetMs: number;
  /** The problem of a block is the largest that a kernel at a tenth of the ceiling does in this time. */
  readonly executionTargetMs: number;
  /** How many problems of each block are measured, from the largest affordable one down. */
  readonly problemsPerBlock: number;
  /** Bytes per copy buffer: beyond the last-level cache of what the suite is meant for. */
  readonly copyBytes: number;
}

const MEBIBYTE = 2 ** 20;

const quick: Suite = {
  id: 'quick',
  warmUpMs: 600,
  sampleMs: 25,
  sampling: { targetHalfWidth: 0.015, minSamples: 7, maxSamples: 60, budgetMs: 1000 },
  tuningBudgetMs: 5000,
  coverage: 'some',
  kernelsPerProblem: 3,
  blocks: 'core',
  ceilingBudgetMs: 1000,
  executionTargetMs: 35,
  problemsPerBlock: 1,
  copyBytes: 256 * MEBIBYTE,
};

const suites: Readonly<Record<SuiteId, Suite>> = {
  smoke: {
    id: 'smoke',
    warmUpMs: 200,
    sampleMs: 15,
    sampling: { targetHalfWidth: 0.05, minSamples: 3, maxSamples: 8, budgetMs: 500 },
    tuningBudgetMs: 0,
    coverage: 'some',
    kernelsPerProblem: 2,
    blocks: 'core',
    ceilingBudgetMs: 900,
    executionTargetMs: 5,
    problemsPerBlock: 1,
    copyBytes: 32 * MEBIBYTE,
  },
  quick,
  full: {
    id: 'full',
    warmUpMs: 1000,
    sampleMs: 40,
    sampling: { targetHalfWidth: 0.01, minSamples: 11, maxSamples: 100, budgetMs: 6000 },
    tuningBudgetMs: 20_000,
    coverage: 'each',
    kernelsPerProblem: 12,
    blocks: 'all',
    ceilingBudgetMs: 8000,
    executionTargetMs: 50,
    problemsPerBlock: 3,
    copyBytes: 512 * MEBIBYTE,
  },
  // The quick suite finds the kernel that is then kept running for minutes.
  sustained: { ...quick, id: 'sustained' },
  // Some 250 problems, whose rates are interpolated: 2 % each is enough, and all sizes of a family are wanted.
  training: {
    id: 'training',
    warmUpMs: 600,
    sampleMs: 15,
    sampling: { targetHalfWidth: 0.02, minSamples: 5, maxSamples: 30, budgetMs: 200 },
    tuningBudgetMs: 90_000,
    tunes: 'some',
    coverage: 'some',
    kernelsPerProblem: 2,
    blocks: 'training',
    ceilingBudgetMs: 1000,
    executionTargetMs: 150,
    problemsPerBlock: 50,
    copyBytes: 128 * MEBIBYTE,
  },
  // As `training`; variants are told apart by ratios, in which much of the noise cancels.
  shrink: {
    id: 'shrink',
    warmUpMs: 600,
    sampleMs: 15,
    sampling: { targetHalfWidth: 0.02, minSamples: 5, maxSamples: 30, budgetMs: 200 },
    tuningBudgetMs: 60_000,
    tunes: 'some',
    coverage: 'some',
    kernelsPerProblem: 2,
    blocks: 'shrink',
    ceilingBudgetMs: 1000,
    executionTargetMs: 150,
    problemsPerBlock: 60,
    copyBytes: 128 * MEBIBYTE,
  },
};

/**
 * A software adapter shares its processor with everything else, and its samples are long: in the time of
 * `quick` the intervals would say nothing. `smoke` only checks that everything runs and stays short, `full`
 * has time enough.
 */
const SOFTWARE_STRETCH: Readonly<Record<SuiteId, number>> = {
  smoke: 1,
  quick: 4,
  full: 1,
  sustained: 4,
  training: 2,
  shrink: 1.5,
};

export function suiteFor(id: SuiteId, softwareAdapter: boolean): Suite {
  const suite = suites[id];
  const stretch = softwareAdapter ? SOFTWARE_STRETCH[id] : 1;
  return {
    ...suite,
    sampling: { ...suite.sampling, budgetMs: suite.sampling.budgetMs * stretch },
    ceilingBudgetMs: suite.ceilingBudgetMs * stretch,
  };
}
