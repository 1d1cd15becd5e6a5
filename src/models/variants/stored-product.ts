// Work of a forward pass whose weights are sparse or quantized: that of the kernel which reads such weights, and of what
// has to be done to its operands: windows copied out, activations quantized, weights unpacked, bias and activation run
// over the result.
import {
  int8WordsPerRow,
  type Precision,
  type QuantizedMatmulProblem,
  type SparseMatmulProblem,
} from '../../shared/problem.ts';
import { storedBytes } from '../stored-tensor.ts';
import { addWork, NO_WORK, type PassWork, work } from '../work.ts';
import type { EpilogueFlops } from './epilogue.ts';
import {
  isQuantized,
  isSparse,
  type QuantizedStorage,
  sparseProblem,
  type SparseStorage,
  storedMatrix,
  type WeightMatrix,
} from './weight-storage.ts';

export interface StoredProductSizes extends WeightMatrix {
  readonly storage: SparseStorage | QuantizedStorage;
  /** Sums that each result feature takes: tokens, or places of a convolution's window. */
  readonly rows: number;
}

export interface StoredProduct extends StoredProductSizes {
  readonly inputElements: number;
  /** Of the images with their border of zeros, where they get one before their windows are copied. */
  readonly paddedElements?: number | undefined;
  /** Whether the kernel cannot read the input, or write the output, as the graph lays it out. */
  readonly copiesInput: boolean;
  readonly copiesOutput: boolean;
  readonly biasElements: number;
  readonly epilogue: EpilogueFlops;
  readonly precision: Precision;
  readonly elementBytes: number;
}

/** Of one activation: compare with the largest so far, scale, round. */
const QUANTIZING_FLOPS = 3;
/** Of one result of int8: the scale of its row and that of its column. */
const RESCALING_FLOPS = 2;
/** Of one weight: to a float, times its scale. Kernels repeat it for every tile; once is what cannot be saved. */
const UNPACKING_FLOPS = 2;
const F32_BYTES = 4;
const WORD_BYTES = 4;

/** The product itself, and around it whatever brings its operands into the form that it reads and writes. */
export function storedProductWork(product: StoredProduct): PassWork {
  const { storage, rows, inFeatures, outFeatures, elementBytes } = product;
  const operandBytes = rows * inFeatures * elementBytes;
  // The kernel of int8 writes f32 whatever the precision of the run.
  const isInt8 = storage.weights === 'int8';
  const resultBytes = rows * outFeatures * (isInt8 ? F32_BYTES : elementBytes);
  const inputBytes = product.inputElements * elementBytes;
  const { paddedElements } = product;
  const paddedBytes = (paddedElements ?? 0) * elementBytes;
  const isPadded = paddedElements !== undefined;
  const steps = [
    ...(isPadded ? [copy(inputBytes, paddedBytes)] : []),
    ...(product.copiesInput ? [copy(isPadded ? paddedBytes : inputBytes, operandBytes)] : []),
    ...(isInt8 ? [quantizing(product, product.copiesInput ? operandBytes : inputBytes)] : []),
    multiplying(product, resultBytes, product.copiesInput ? operandBytes : inputBytes),
    ...(product.copiesOutput ? [copy(resultBytes, resultBytes)] : []),
    ...finishing(product, resultBytes),
  ];
  return steps.reduce(addWork, NO_WORK);
}

function copy(bytesRead: number, bytesWritten: number): PassWork {
  return work({ bytesRead, bytesWritten, launches: 1 });
}

/** Kernels of compressed weights have no epilogue: one pass over the result adds the bias and applies the function. */
function finishing({ epilogue, biasElements, elementBytes }: StoredProduct, resultBytes: number) {
  if (epilogue.otherFlops === 0) return [];
  return [
    work({
      ...epilogue,
      bytesRead: resultBytes + biasElements * elementBytes,
      bytesWritten: resultBytes,
      launches: 1,
    }),
  ];
}

/** Each row gets the scale that its largest magnitude asks for. */
function quantizing(product: StoredProduct, bytesRead: number): PassWork {
  const { rows, inFeatures } = product;
  return work({
    otherFlops: QUANTIZING_FLOPS * rows * inFeatures,
    specialFunctions: rows,
    bytesRead,
    bytesWritten: quantizedBytes(product),
    launches: 1,
  });
}

/** Of the activations in int8, rows padded as the kernel reads them, and a scale for each. */
function quantizedBytes({ rows, inFeatures }: StoredProduct): number {
  return rows * (WORD_BYTES * int8WordsPerRow(inFeatures) + F32_BYTES);
}

function multiplying(product: StoredProduct, bytesWritten: number, operandBytes: number): PassWork {
  const { storage, rows, outFeatures, elementBytes } = product;
  const isInt8 = storage.weights === 'int8';
  const weights = storedMatrix(storage, product) ?? { elements: 0 };
  const scaling = isInt8
    ? RESCALING_FLOPS * rows * outFeatures
    : isQuantized(storage)
      ? UNPACKING_FLOPS * weights.elements
      : 0;
  return work({
    products: [{ problem: storedProductProblem(product), repeats: 1 }],
    otherFlops: scaling,
    bytesRead:
      (isInt8 ? quantizedBytes(product) : operandBytes) + storedBytes(weights, elementBytes),
    bytesWritten,
    launches: 1,
  });
}

/** As it is counted, and as it is run. */
export function storedProductProblem(
  product: StoredProductSizes & { readonly precision: Precision },
): SparseMatmulProblem | QuantizedMatmulProblem {
  const { storage, rows, precision } = product;
  if (isSparse(storage)) return { ...sparseProblem(storage, product, rows), precision };
  const { weights: scheme, groupSize } = storage;
  return {
    op: 'quantized-matmul',
    m: rows,
    n: product.outFeatures,
    k: product.inFeatures,
    precision: scheme === 'int8' ? 'i8' : precision,
    scheme,
    ...(groupSize === undefined ? {} : { groupSize }),
  };
}
