// Why a layer with sparse or quantized weights, or with a fused activation, cannot be run yet: it is counted only.
import type { EpilogueAttributes } from './epilogue.ts';
import type { WeightStorage } from './weight-storage.ts';

export interface CompressedLayer {
  readonly attributes: WeightStorage & Pick<EpilogueAttributes, 'activation'>;
  readonly mode: 'inference' | 'training';
}

/** A sentence; undefined for a layer that runs. Weights are dense while they are trained. */
export function unsupportedWeights({ attributes, mode }: CompressedLayer): string | undefined {
  const { weights, activation } = attributes;
  if (activation !== undefined) return 'A fused activation cannot be run yet.';
  if (mode === 'training' || weights === 'dense') return undefined;
  return `Weights stored as ${weights} cannot be run yet.`;
}
