// Half-precision kernels come in two kinds: those that sum in f32, which training needs, and those that sum
// in f16, which are faster on some devices and overflow on real models.
import type { Measurement } from './schema.ts';

export function accumulatesInHalf({ problem, parameters }: Measurement): boolean {
  return problem.precision === 'f16' && parameters['accumulatorBits'] === 16;
}
