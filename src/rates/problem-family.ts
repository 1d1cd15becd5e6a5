// Which problems lie on one surface: those that the same kernels compute, in the same way. Where on it a problem
// lies is given by the logarithms of the sizes that decide its rate.
import {
  conv2dOutputSize,
  type Conv2dShape,
  convolutionClass,
  pool2dOutputSize,
  type Problem,
  problemMacs,
  type QuantizedMatmulProblem,
  type RearrangeProblem,
  type SparseMatmulProblem,
  storedWeights,
} from '../shared/problem.ts';
import { problemBytes } from '../shared/problem/problem-bytes.ts';

export interface PlacedProblem {
  /** Problems with the same key share a surface. */
  readonly family: string;
  /** Natural logarithms; as many for every problem of a family. */
  readonly coordinates: readonly number[];
  /** 2 × MACs. */
  readonly flops: number;
  /** Compulsory traffic. */
  readonly bytes: number;
}

/** @returns undefined for problems that are no part of a network. */
export function placeProblem(problem: Problem): PlacedProblem | undefined {
  const bytes = problemBytes(problem);
  const place = placeOf(problem);
  if (bytes === undefined || place === undefined) return undefined;
  return {
    family: `${place.family} ${problem.precision}`,
    coordinates: place.sizes.map((size) => Math.log(Math.max(size, 1))),
    flops: 2 * problemMacs(problem),
    bytes,
  };
}

interface Place {
  readonly family: string;
  readonly sizes: readonly number[];
}

function placeOf(problem: Problem): Place | undefined {
  switch (problem.op) {
    case 'matmul': {
      const { m, n, k, batch = 1, transpose, activation } = problem;
      const product = { a: 'Aᵀ·B', b: 'A·Bᵀ', none: 'A·B' }[transpose ?? 'none'];
      // Some adapters take longer over the function than over the product; a bias is never seen.
      const form = activation === undefined ? product : `${product} with ${activation}`;
      // Matrix times vector reads every weight once and has kernels of its own.
      if (m === 1 || n === 1) return { family: `vector ${form}`, sizes: [m * n * batch, k] };
      return { family: `product ${form}`, sizes: [m, n, k, batch] };
    }
    case 'conv2d':
    case 'conv2d-backward-data':
    case 'conv2d-backward-weights':
      return placeConvolution(problem.op, problem);
    case 'sparse-matmul':
      return placeSparse(problem);
    case 'quantized-matmul':
      return placeQuantized(problem);
    case 'attention': {
      const { batch, heads, queries, keys, headSize, causal } = problem;
      return {
        family: causal ? 'attention causal' : 'attention',
        sizes: [batch * heads, queries, keys, headSize],
      };
    }
    case 'normalization':
      return {
        family: `normalization ${problem.kind}`,
        sizes: [problem.rows, problem.columns],
      };
    case 'quantize-rows':
    case 'softmax':
    case 'softmax-gradient':
    case 'cross-entropy':
    case 'soft-cross-entropy':
    case 'layer-normalization-gradient':
    case 'rms-normalization':
    case 'rms-normalization-gradient':
      return { family: problem.op, sizes: [problem.rows, problem.columns] };
    case 'batch-normalization-training':
    case 'batch-normalization-gradient': {
      const { batch, channels, inner } = problem;
      return { family: problem.op, sizes: [channels, batch * inner] };
    }
    case 'pool2d':
    case 'pool2d-gradient': {
      const { height, width } = pool2dOutputSize(problem);
      const { kind, planes, kernel } = problem;
      return { family: `${problem.op} ${kind}`, sizes: [planes, height * width, kernel] };
    }
    case 'elementwise': {
      const { kind, rows, columns, inner = 1 } = problem;
      return { family: `elementwise ${kind}`, sizes: [rows * columns * inner] };
    }
    case 'elementwise-gradient':
      return { family: `elementwise-gradient ${problem.kind}`, sizes: [problem.elements] };
    case 'dropout':
      return { family: problem.op, sizes: [problem.elements] };
    case 'embedding':
      return { family: problem.op, sizes: [problem.count * problem.features] };
    case 'embedding-gradient':
      return {
        family: `${problem.op}${problem.accumulate === true ? ' added' : ''}`,
        sizes: [problem.count * problem.features, problem.entries * problem.features],
      };
    case 'sum': {
      const { outer, columns, inner } = problem;
      return {
        family: inner === 1 ? 'sum of rows' : 'sum of pixels',
        sizes: inner === 1 ? [outer, columns] : [columns, outer * inner],
      };
    }
    case 'rearrange':
      return placeCopy(problem);
    case 'optimizer-step':
      return { family: `optimizer ${problem.algorithm}`, sizes: [problem.parameters] };
    default:
      return undefined;
  }
}

/**
 * Few and many columns of B have kernels of their own, and so surfaces. How much is left out decides how far apart in
 * memory the rows of B lie that are read.
 */
function placeSparse(problem: SparseMatmulProblem): Place {
  const { m, n, k, format } = problem;
  return { family: `sparse ${format}`, sizes: [m, n, k, (m * k) / storedWeights(problem)] };
}

function placeQuantized({ m, n, k, scheme }: QuantizedMatmulProblem): Place {
  // A single row reads every weight once and has kernels of its own.
  return m === 1
    ? { family: `quantized-vector ${scheme}`, sizes: [n, k] }
    : { family: `quantized ${scheme}`, sizes: [m, n, k] };
}

/** Winograd's products serve 3×3 at stride 1; strided and larger windows have other kernels. */
function placeConvolution(op: string, shape: Conv2dShape): Place {
  const { height, width } = conv2dOutputSize(shape);
  const { batch, inChannels, outChannels, kernelHeight, kernelWidth, groups, stride } = shape;
  const kind = convolutionClass(shape);
  const pixels = batch * height * width;
  const taps = kernelHeight * kernelWidth;
  if (kind === 'depthwise') {
    const family = `${op} depthwise${stride === 1 ? '' : ' strided'}`;
    return { family, sizes: [batch * outChannels, height * width, taps] };
  }
  const form =
    kind === 'pointwise'
      ? 'pointwise'
      : kernelHeight === 3 && kernelWidth === 3 && stride === 1
        ? '3×3'
        : 'window';
  return {
    family: `${op} ${form}${stride === 1 ? '' : ' strided'}${groups === 1 ? '' : ' grouped'}`,
    sizes: [pixels, outChannels / groups, (inChannels / groups) * taps, groups],
  };
}

/** Two of the image, two of the window, and channels. */
const AXES_OF_WINDOWS = 5;

/** Copies along the memory of both sides are fast; those that cross it are not. */
function placeCopy({ sizes, sourceStrides, targetStrides, mode }: RearrangeProblem): Place {
  const elements = sizes.reduce((product, size) => product * size, 1);
  const axis = sizes.findLastIndex((size) => size > 1);
  const along = axis < 0 || (sourceStrides[axis] === 1 && targetStrides[axis] === 1);
  const family = `copy ${mode} ${along ? 'along' : 'across'}`;
  // Windows of images have many axes and short runs: finding each element takes longer than moving it.
  return sizes.length < AXES_OF_WINDOWS
    ? { family, sizes: [elements] }
    : { family: `${family} windows`, sizes: [elements, sizes[axis] ?? 1] };
}
