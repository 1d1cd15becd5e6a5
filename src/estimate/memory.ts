// Memory that training holds at once: weights, gradients, optimizer state, and what backward needs.
import { OPTIMIZER_STATE_BYTES } from '../models/optimizer.ts';
import type { OptimizerName, TrainingPrecision } from './recipe.ts';
import type { MemoryEstimate } from './training-estimate.ts';

interface ParameterBytes {
  readonly weight: number;
  readonly gradient: number;
  /** Of one f32 of optimizer state, as kept. */
  readonly stateShare: number;
  /** The f32 weights that are updated, where those that compute are f16. */
  readonly master: number;
}

const PARAMETER_BYTES: Readonly<Record<TrainingPrecision, ParameterBytes>> = {
  f32: { weight: 4, gradient: 4, stateShare: 1, master: 0 },
  // Mixed-precision training (Micikevicius et al., arXiv 1710.03740): with Adam 2 + 2 + 4 + 8 = 16, as in f32.
  mixed: { weight: 2, gradient: 2, stateShare: 1, master: 4 },
  f16: { weight: 2, gradient: 2, stateShare: 0.5, master: 0 },
};

/** Bytes that one trained parameter takes, activations apart. */
export function bytesPerTrainedParameter(
  optimizer: OptimizerName,
  precision: TrainingPrecision,
): number {
  const { weight, gradient } = PARAMETER_BYTES[precision];
  return weight + gradient + stateBytes(optimizer, precision);
}

/** Of one parameter's gradient, as it is exchanged between devices. */
export function gradientBytes(precision: TrainingPrecision): number {
  return PARAMETER_BYTES[precision].gradient;
}

function stateBytes(optimizer: OptimizerName, precision: TrainingPrecision): number {
  const { stateShare, master } = PARAMETER_BYTES[precision];
  return OPTIMIZER_STATE_BYTES[optimizer] * stateShare + master;
}

/**
 * @param params all parameters of the model; @param trained those of them that are trained.
 * @param activations bytes kept from forward to backward, at the largest phase.
 */
export function trainingMemory(
  params: number,
  activations: number,
  optimizer: OptimizerName,
  precision: TrainingPrecision,
  trained = params,
): MemoryEstimate {
  const { weight, gradient } = PARAMETER_BYTES[precision];
  const weights = params * weight;
  const gradients = trained * gradient;
  const state = trained * stateBytes(optimizer, precision);
  return {
    weights,
    gradients,
    optimizer: state,
    activations,
    total: weights + gradients + state + activations,
  };
}
