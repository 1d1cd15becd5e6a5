// How the weights of a fully connected layer or a convolution are stored: as pruning or quantization left them. The
// layouts are those that the kernels read (src/kernels/sparse, src/kernels/quantized).
import * as v from 'valibot';
import { int8WordsPerRow, LONGEST_INT8_SUM, sparseGrid } from '../../shared/problem.ts';
import { refuse, sizeAttribute } from '../operator.ts';
import type { StoredTensor } from '../stored-tensor.ts';

const sparseFormats = ['csr', 'block-16'] as const;
const quantizedSchemes = ['int8', 'int8-weights', 'int4-weights'] as const;

export type SparseFormat = (typeof sparseFormats)[number];
export type QuantizedScheme = (typeof quantizedSchemes)[number];

/** What `linear` and `conv2d` have in common beyond the dense product. */
export const storageEntries = {
  weights: v.optional(v.picklist(['dense', ...sparseFormats, ...quantizedSchemes]), 'dense'),
  /** Share of the weights (csr) or of the blocks (block-16) that is kept. */
  density: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  /** Neighbours along the input that share a scale, of int4-weights. */
  groupSize: v.optional(sizeAttribute),
};

export interface WeightStorage {
  readonly weights: 'dense' | SparseFormat | QuantizedScheme;
  readonly density?: number | undefined;
  readonly groupSize?: number | undefined;
}

export type SparseStorage = WeightStorage & { readonly weights: SparseFormat };
export type QuantizedStorage = WeightStorage & { readonly weights: QuantizedScheme };

export function isSparse(storage: WeightStorage): storage is SparseStorage {
  return sparseFormats.some((each) => each === storage.weights);
}

export function isQuantized(storage: WeightStorage): storage is QuantizedStorage {
  return quantizedSchemes.some((each) => each === storage.weights);
}

/** For the operators' schemas. */
export function densityFits(storage: WeightStorage): boolean {
  return isSparse(storage) === (storage.density !== undefined);
}
export const DENSITY_RULE = 'sparse weights (csr, block-16) need a density, and no others have one';

export function groupSizeFits({ weights, groupSize }: WeightStorage): boolean {
  return (weights === 'int4-weights') === (groupSize !== undefined);
}
export const GROUP_SIZE_RULE = 'int4-weights need a groupSize, and no others have one';

/** A matrix of weights: results × what each of them is summed over. */
export interface WeightMatrix {
  readonly outFeatures: number;
  readonly inFeatures: number;
}

/** Why weights of this shape cannot be stored so, completing "Layer x: …"; undefined when they can. */
export function storageProblem(
  { weights, groupSize }: WeightStorage,
  { inFeatures }: WeightMatrix,
): string | undefined {
  if (weights === 'int8' && inFeatures > LONGEST_INT8_SUM) {
    return `sums of ${inFeatures} int8 products overflow int32; store it as int8-weights.`;
  }
  if (groupSize !== undefined && inFeatures % groupSize !== 0) {
    return `groups of ${groupSize} weights do not divide its ${inFeatures} inputs.`;
  }
  return undefined;
}

/** @throws FlopscopeError `invalid-input` where `storageProblem` finds one. */
export function checkStorage(storage: WeightStorage, matrix: WeightMatrix): void {
  const problem = storageProblem(storage, matrix);
  if (problem !== undefined) refuse(problem);
}

/** Row offsets and columns are u32 in the kernels' layouts, and so in a checkpoint. */
const INDEX_BYTES = 4;
const WORD_BYTES = 4;
/** Scales of the scheme int8, whose results are f32 in every run. */
const F32_BYTES = 4;

/** The sparse product whose weights these are, over `columns` columns of the other operand. */
export function sparseProblem(
  { weights, density = 1 }: SparseStorage,
  { outFeatures, inFeatures }: WeightMatrix,
  columns: number,
) {
  const sizes = { m: outFeatures, n: columns, k: inFeatures };
  return { op: 'sparse-matmul', ...sizes, format: weights, density } as const;
}

/** Undefined for dense weights. */
export function storedMatrix(
  storage: WeightStorage,
  matrix: WeightMatrix,
): StoredTensor | undefined {
  const { outFeatures, inFeatures } = matrix;
  const elements = outFeatures * inFeatures;
  if (isSparse(storage)) {
    const { edge, rows, kept } = sparseGrid(sparseProblem(storage, matrix, 1));
    // What blocks hold beyond the edges of the matrix takes memory, and is no parameter.
    const inside = outFeatures * Math.min(kept * edge, inFeatures);
    return {
      elements: inside,
      moreFloats: rows * kept * edge ** 2 - inside,
      moreBytes: INDEX_BYTES * (rows + 1 + rows * kept),
    };
  }
  switch (storage.weights) {
    case 'int8':
      return {
        elements,
        packedBytes: WORD_BYTES * int8WordsPerRow(inFeatures) * outFeatures,
        moreBytes: F32_BYTES * outFeatures,
      };
    case 'int8-weights':
      return {
        elements,
        packedBytes: WORD_BYTES * Math.ceil(inFeatures / 4) * outFeatures,
        moreFloats: outFeatures,
      };
    case 'int4-weights':
      return {
        elements,
        packedBytes: WORD_BYTES * Math.ceil(inFeatures / 8) * outFeatures,
        moreFloats: outFeatures * (inFeatures / (storage.groupSize ?? inFeatures)),
      };
    default:
      return undefined;
  }
}
