// One optimizer step of one parameter in float64, with the magnitude that each result's error is measured
// against: the sums with every term made positive.
import type { OptimizerStepProblem } from '../../shared/problem.ts';
import type { ReferenceValue } from '../descriptor.ts';
import { rates } from './hyperparameters.ts';

interface ParameterState {
  readonly parameter: number;
  readonly gradient: number;
  /** Momentum, or the mean of the gradients. */
  readonly mean: number;
  /** Mean of their squares. */
  readonly square: number;
}

interface StepResult {
  readonly parameter: ReferenceValue;
  readonly mean: ReferenceValue;
  readonly square: ReferenceValue;
}

/**
 * As PyTorch defines them: SGD p − ηg; momentum m ← μm + g, p − ηm; AdamW of Loshchilov and Hutter,
 * "Decoupled Weight Decay Regularization", arXiv:1711.05101, algorithm 2.
 */
export function stepReference(
  algorithm: OptimizerStepProblem['algorithm'],
  state: ParameterState,
): StepResult {
  const { parameter, gradient } = state;
  const { learningRate, decay, squareDecay, epsilon, weightDecay } = rates;
  const share = { sgd: 1, momentum: 1, adamw: 1 - decay }[algorithm];
  const kept = algorithm === 'sgd' ? 0 : decay * state.mean;
  const mean = kept + share * gradient;
  const meanMagnitude = Math.abs(kept) + Math.abs(share * gradient);
  const square = squareDecay * state.square + (1 - squareDecay) * gradient ** 2;
  const scale =
    algorithm === 'adamw'
      ? rates.correction / (Math.sqrt(square * rates.squareCorrection) + epsilon)
      : 1;
  const shrink = algorithm === 'adamw' ? learningRate * weightDecay : 0;
  return {
    parameter: {
      value: parameter * (1 - shrink) - learningRate * mean * scale,
      magnitude: Math.abs(parameter) * (1 + shrink) + learningRate * meanMagnitude * scale,
    },
    mean: { value: mean, magnitude: meanMagnitude },
    square: { value: square, magnitude: square },
  };
}
