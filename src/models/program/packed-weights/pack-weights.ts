// Weights that are stored as pruning or quantization leaves them, by the names of the buffers of the kernels that read
// them. A program says which it needs; the executor packs them from dense weights.
import type { QuantizedMatmulProblem, SparseMatmulProblem } from '../../../shared/problem.ts';
import { packQuantized, quantizedLengths, unpackQuantized } from './quantized-weights.ts';
import { packSparse, sparseLengths, unpackSparse } from './sparse-weights.ts';

/** A product whose weights are packed. */
export type PackedProblem = SparseMatmulProblem | QuantizedMatmulProblem;

/** By the names of the kernel's buffers. */
export type PackedBuffers = Readonly<
  Record<string, Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>
>;

export interface PackedBuffer {
  readonly name: string;
  /** `float`: in the precision of the run. */
  readonly format: 'float' | 'f32' | 'u32';
  readonly length: number;
}

export function packedBuffers(problem: PackedProblem): readonly PackedBuffer[] {
  if (problem.op === 'sparse-matmul') {
    const { rows, columns, values } = sparseLengths(problem);
    return [
      { name: 'rows', format: 'u32', length: rows },
      { name: 'columns', format: 'u32', length: columns },
      { name: 'values', format: 'float', length: values },
    ];
  }
  const { words, scales } = quantizedLengths(problem);
  return [
    { name: 'w', format: 'u32', length: words },
    problem.scheme === 'int8'
      ? { name: 'scaleW', format: 'f32', length: scales }
      : { name: 'scales', format: 'float', length: scales },
  ];
}

/** @param dense outputs × inputs, as `linear` and `conv2d` store their weights. */
export function packWeights(problem: PackedProblem, dense: Float32Array): PackedBuffers {
  if (problem.op === 'sparse-matmul') return { ...packSparse(problem, dense) };
  const { words, scales } = packQuantized(problem, dense);
  return problem.scheme === 'int8' ? { w: words, scaleW: scales } : { w: words, scales };
}

/**
 * The dense weights that a layer with these packed ones computes with: pruned, or rounded.
 * @param dense outputs × inputs.
 */
export function roundTrip(problem: PackedProblem, dense: Float32Array): Float32Array<ArrayBuffer> {
  return problem.op === 'sparse-matmul'
    ? unpackSparse(problem, packSparse(problem, dense))
    : unpackQuantized(problem, packQuantized(problem, dense));
}
