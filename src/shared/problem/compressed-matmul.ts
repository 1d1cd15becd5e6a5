// Matrix products whose weights were quantized or pruned.
import * as v from 'valibot';
import { bytesPerElement, precisionSchema, sizeSchema } from './fields.ts';
import { int8WordsPerRow } from './quantize-rows.ts';

/**
 * C (m×n) = A (m×k) · W (k×n) with quantized weights. `precision` is the type of the activations A and, except
 * in the scheme int8, of C.
 */
export const quantizedMatmulSchema = v.object({
  op: v.literal('quantized-matmul'),
  m: sizeSchema,
  n: sizeSchema,
  k: sizeSchema,
  precision: precisionSchema,
  /**
   * `int8`: A and W are int8, summed in int32, scaled per row of A and per column of W to f32 (precision i8).
   * `int8-weights`: W is int8 with a scale per column; `int4-weights`: two's-complement nibbles with a scale
   * per column and group of `groupSize` neighbours along k. Both are widened while they are read.
   */
  scheme: v.picklist(['int8', 'int8-weights', 'int4-weights']),
  /** Of int4-weights; divides k. */
  groupSize: v.exactOptional(sizeSchema),
});

/** C (m×n) = W (m×k) · B (k×n) with pruned weights W: only what is stored is multiplied. */
export const sparseMatmulSchema = v.object({
  op: v.literal('sparse-matmul'),
  m: sizeSchema,
  n: sizeSchema,
  k: sizeSchema,
  precision: precisionSchema,
  /** `csr`: single elements, compressed rows; `block-16`: dense blocks of 16×16, compressed block rows. */
  format: v.picklist(['csr', 'block-16']),
  /** Share of the elements (or blocks) that is kept, in (0, 1]. */
  density: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
});

export type QuantizedMatmulProblem = Readonly<v.InferOutput<typeof quantizedMatmulSchema>>;
export type SparseMatmulProblem = Readonly<v.InferOutput<typeof sparseMatmulSchema>>;

/** Edge of a stored block of the format block-16. */
export const SPARSE_BLOCK = 16;

/** Sums of more products of two int8 could leave the range of int32: (2^31 − 1) / 2^14. */
export const LONGEST_INT8_SUM = 131_071;

/** W as a grid of units that are stored or left out: single elements, or blocks that may reach beyond its edges. */
export interface SparseGrid {
  readonly edge: number;
  readonly rows: number;
  /** Units of a row, and those of them that are stored. */
  readonly across: number;
  readonly kept: number;
}

/**
 * Every row of units keeps the same number, at least one, at random columns: pruning by a global threshold is less even,
 * and so slower than this.
 */
export function sparseGrid({
  m,
  k,
  format,
  density,
}: Pick<SparseMatmulProblem, 'm' | 'k' | 'format' | 'density'>): SparseGrid {
  const edge = format === 'csr' ? 1 : SPARSE_BLOCK;
  const across = Math.ceil(k / edge);
  const kept = Math.max(1, Math.round(across * density));
  return { edge, rows: Math.ceil(m / edge), across, kept };
}

/** Stored elements of W, those of blocks beyond its edges included. */
export function storedWeights(
  problem: Pick<SparseMatmulProblem, 'm' | 'k' | 'format' | 'density'>,
): number {
  const { edge, rows, kept } = sparseGrid(problem);
  return rows * kept * edge ** 2;
}

export function quantizedMatmulLabel({ m, n, k, scheme }: QuantizedMatmulProblem): string {
  const schemes = {
    int8: 'int8',
    'int8-weights': 'int8 weights',
    'int4-weights': 'int4 weights',
  } as const;
  return `${m} × ${n} × ${k}, ${schemes[scheme]}`;
}

export function sparseMatmulLabel({ m, n, k, format, density }: SparseMatmulProblem): string {
  const formats = { csr: 'CSR', 'block-16': '16×16 blocks' } as const;
  return `${m} × ${n} × ${k}, ${formats[format]}, ${Number((100 * density).toPrecision(3))} % kept`;
}

/** Row offsets, columns, scales of int8 and words of packed integers. */
const WORD_BYTES = 4;

/** Compulsory traffic: what is stored of W with its indices, B and C once each. */
export function sparseMatmulBytes(problem: SparseMatmulProblem): number {
  const { m, n, k, precision } = problem;
  const { rows, kept } = sparseGrid(problem);
  const values = (storedWeights(problem) + k * n + m * n) * bytesPerElement(precision);
  return WORD_BYTES * (rows + 1 + rows * kept) + values;
}

/** Compulsory traffic: packed weights, scales, activations and results once each. */
export function quantizedMatmulBytes(problem: QuantizedMatmulProblem): number {
  const { m, n, k, scheme, precision, groupSize = k } = problem;
  if (scheme === 'int8') {
    return WORD_BYTES * ((m + n) * (int8WordsPerRow(k) + 1) + m * n);
  }
  const perWord = scheme === 'int4-weights' ? 8 : 4;
  const scales = scheme === 'int4-weights' ? Math.ceil(k / groupSize) * n : n;
  const words = Math.ceil(k / perWord) * n;
  return WORD_BYTES * words + (m * k + scales + m * n) * bytesPerElement(precision);
}
