// The optimizers of the executor: which kernel runs them, and the rates that it is given at each step.
import type { OptimizerName } from '../../models/optimizer.ts';
import type { OptimizerStepProblem } from '../../shared/problem.ts';

export interface Optimizer {
  readonly name: OptimizerName;
  readonly learningRate: number;
  /** Of SGD's momentum, or of Adam's mean of gradients; 0.9 when absent. */
  readonly decay?: number;
  /** Of Adam's mean of squares; 0.999 when absent. */
  readonly squareDecay?: number;
  /** AdamW's; 0 when absent. */
  readonly weightDecay?: number;
}

/** Values in f32 that are kept for each parameter. */
export const OPTIMIZER_MOMENTS: Readonly<Record<OptimizerName, number>> = {
  sgd: 0,
  'sgd-momentum': 1,
  adam: 2,
};

const ALGORITHMS = { sgd: 'sgd', 'sgd-momentum': 'momentum', adam: 'adamw' } as const;

/** Of Kingma and Ba, arXiv:1412.6980, as every framework has it. */
const EPSILON = 1e-8;

export function optimizerProblem({ name }: Optimizer, parameters: number): OptimizerStepProblem {
  return { op: 'optimizer-step', algorithm: ALGORITHMS[name], parameters, precision: 'f32' };
}

/**
 * The uniform `rates` of the kernel, in its order.
 * @param step counted from 1: AdamW's means start at 0 and are corrected for that.
 */
export function optimizerRates(
  optimizer: Optimizer,
  step: number,
  learningRate = optimizer.learningRate,
): readonly number[] {
  const { decay = 0.9, squareDecay = 0.999, weightDecay = 0 } = optimizer;
  return [
    learningRate,
    decay,
    squareDecay,
    1 / (1 - decay ** step),
    1 / (1 - squareDecay ** step),
    EPSILON,
    weightDecay,
  ];
}
