// Memory that training holds at once: weights, gradients, optimizer state, and what backward needs.
import { OPTIMIZER_STATE_BYTES } from '../models/optimizer.ts';
import { bytesPerElement } from '../shared/problem.ts';
import type { OptimizerName, TrainingPrecision } from './recipe.ts';
import type { MemoryEstimate } from './training-estimate.ts';

/** Training in f16 keeps an f32 copy of the weights, as mixed-precision training does. */
const MASTER_COPY_BYTES = 4;

/** @param activations bytes kept from forward to backward, at the largest phase. */
export function trainingMemory(
  params: number,
  activations: number,
  optimizer: OptimizerName,
  precision: TrainingPrecision,
): MemoryEstimate {
  const weights = params * bytesPerElement(precision);
  const state = OPTIMIZER_STATE_BYTES[optimizer] + (precision === 'f16' ? MASTER_COPY_BYTES : 0);
  const optimizerBytes = params * state;
  return {
    weights,
    gradients: weights,
    optimizer: optimizerBytes,
    activations,
    total: 2 * weights + optimizerBytes + activations,
  };
}
