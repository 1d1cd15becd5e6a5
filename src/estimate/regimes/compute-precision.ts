// In which precision the kernels of a training step compute.
import type { Precision } from '../../shared/problem.ts';
import type { TrainingPrecision } from '../recipe.ts';

/** The precision of kernels and activations. */
export function computePrecision(precision: TrainingPrecision): Precision {
  return precision === 'f32' ? 'f32' : 'f16';
}
