// Why a layer with sparse or quantized weights, or with a fused activation, cannot be run: it is counted only.
import type { Precision } from '../../shared/problem.ts';
import { elementCount, type TensorShape } from '../graph.ts';
import type { EpilogueAttributes } from './epilogue.ts';
import type { WeightStorage } from './weight-storage.ts';

export interface CompressedLayer {
  readonly attributes: WeightStorage & Pick<EpilogueAttributes, 'activation'>;
  readonly mode: 'inference' | 'training';
  readonly precision: Precision;
  /** The weight first. */
  readonly parameters: readonly { readonly shape: TensorShape }[];
}

/** The kernels unpack whole words of eight int4. */
const INT4_OF_WORD = 8;

/** A sentence; undefined for a layer that runs. Weights are dense while they are trained. */
export function unsupportedWeights(layer: CompressedLayer): string | undefined {
  const { attributes, mode, precision, parameters } = layer;
  const { weights, groupSize, activation } = attributes;
  if (mode === 'training') {
    return activation === undefined
      ? undefined
      : 'A fused activation cannot be trained, for what its gradient needs is never stored.';
  }
  if (weights === 'int8' && precision !== 'f32') {
    return 'Products of int8 give f32, and so run in f32 only.';
  }
  const inFeatures = elementCount(parameters[0]?.shape.slice(1) ?? []);
  if (groupSize !== undefined && groupSize < inFeatures && groupSize % INT4_OF_WORD !== 0) {
    return `Groups of ${groupSize} int4 weights are not whole words of ${INT4_OF_WORD}.`;
  }
  return undefined;
}
