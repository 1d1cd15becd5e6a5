// What the weights of a model take on disk: in each precision, the scales of packed formats apart; and as its layers
// store them, with indices and scales.
import { bytesPerElement } from '../shared/problem.ts';
import { elementCount, type ModelGraph } from './graph.ts';
import { LayerKinds } from './layer-kind.ts';
import { storedBytes } from './stored-tensor.ts';

/** Bits of one weight. */
const WEIGHT_BITS = { f32: 32, f16: 16, int8: 8, int4: 4 } as const;

export type CheckpointSizes = Readonly<Record<keyof typeof WEIGHT_BITS, number>>;

/** Bytes by precision. bf16 takes as much as f16. */
export function checkpointSizes(params: number): CheckpointSizes {
  const bytes = (bits: number) => (params * bits) / 8;
  return {
    f32: bytes(WEIGHT_BITS.f32),
    f16: bytes(WEIGHT_BITS.f16),
    int8: bytes(WEIGHT_BITS.int8),
    int4: bytes(WEIGHT_BITS.int4),
  };
}

/**
 * Bytes of the graph's weights as its layers store them at inference: the values, u32 row offsets and columns of sparse
 * ones, the scales of quantized ones; everything else as floats of `precision`. A tied weight is stored once.
 */
export function checkpointBytes(graph: ModelGraph, precision: 'f32' | 'f16'): number {
  const kinds = new LayerKinds(graph, precision, false);
  const elementBytes = bytesPerElement(precision);
  const owned = new Set<string>();
  let bytes = 0;
  for (const layer of graph.layers) {
    const { storage, call } = kinds.of(layer);
    for (const [index, id] of layer.parameters.entries()) {
      if (owned.has(id)) continue;
      owned.add(id);
      const elements = elementCount(call.parameters[index] ?? []);
      bytes += storedBytes(storage[index] ?? { elements }, elementBytes);
    }
  }
  return bytes;
}
