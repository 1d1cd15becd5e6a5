// The time of one training step, foretold from a device's measurements: the kernels that the executor would run, and
// what a step takes beyond them.
import { DEFAULT_LIMITS, type MemoryLimits } from '../../models/program/plan-memory.ts';
import type { Program } from '../../models/program/program.ts';
import { type OptimizerName } from '../../models/optimizer.ts';
import type { OptimizerStepProblem, Problem } from '../../shared/problem.ts';
import type { Range } from '../training-estimate.ts';
import type { StepOverhead } from './step-overhead.ts';
import type { CountedProblem, TimePredictor } from './time-predictor.ts';

export interface PredictedStep {
  /** With its 95 % interval. */
  readonly seconds: Range;
  /** Sum of the kernels alone, and its standard deviation over it. */
  readonly kernelSeconds: number;
  readonly kernelDeviation: number;
  /** Families of kernels that were not measured and are foretold from others. */
  readonly standIns: readonly string[];
}

/** A 95 % interval is this many deviations to either side. */
const DEVIATIONS = 1.96;

const ALGORITHMS = { sgd: 'sgd', 'sgd-momentum': 'momentum', adam: 'adamw' } as const;

export function predictStep(
  program: Program,
  optimizer: OptimizerName,
  predictor: TimePredictor,
  overhead: StepOverhead,
  limits: MemoryLimits = DEFAULT_LIMITS,
): PredictedStep {
  const updates = updateProblems(program, optimizer, limits);
  const problems = [...program.dispatches.map(({ problem }) => problem), ...updates];
  const { seconds, deviation } = predictStepKernels(problems, predictor);
  const value = overhead.stepSeconds(seconds, problems.length);
  const relative = Math.hypot(deviation / seconds, overhead.deviation);
  const standIns = problems
    .filter((problem) => predictor.time(problem).standIn)
    .map(({ op }) => op);
  return {
    seconds: {
      value,
      low: value * Math.exp(-DEVIATIONS * relative),
      high: value * Math.exp(DEVIATIONS * relative),
    },
    kernelSeconds: seconds,
    kernelDeviation: deviation / seconds,
    standIns: [...new Set(standIns)],
  };
}

/** Sum of the kernels and its standard deviation, in seconds. */
export function predictStepKernels(
  problems: readonly Problem[],
  predictor: TimePredictor,
): { readonly seconds: number; readonly deviation: number } {
  return predictor.total(problems.map((problem): CountedProblem => ({ problem, count: 1 })));
}

/** The updates of a step: one for each buffer of parameters that the device binds. */
export function updateProblems(
  program: Program,
  optimizer: OptimizerName,
  { maxBindingBytes }: MemoryLimits,
): readonly OptimizerStepProblem[] {
  const total = [...program.parameters.values()].reduce((sum, { length }) => sum + length, 0);
  if (total === 0) return [];
  const buffers = Math.ceil((total * 4) / maxBindingBytes);
  return Array.from({ length: buffers }, () => ({
    op: 'optimizer-step',
    algorithm: ALGORITHMS[optimizer],
    // Buffers end with a whole vector of four.
    parameters: 4 * Math.ceil(total / buffers / 4),
    precision: 'f32',
  }));
}
