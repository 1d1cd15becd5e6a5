// Compulsory traffic of a problem: every input read once, every output written once, in place both.
import { bytesPerElement, conv2dOutputSize, type Problem, pool2dOutputSize } from '../problem.ts';
import { quantizedMatmulBytes, sparseMatmulBytes } from './compressed-matmul.ts';
import { int8WordsPerRow } from './quantize-rows.ts';

/** Statistics, losses, indices and labels are 4 bytes in every precision. */
const WORD = 4;

/** Bytes of one execution, as the kernels count them. The ceilings are no part of a network: they are undefined. */
export function problemBytes(problem: Problem): number | undefined {
  const each = bytesPerElement(problem.precision);
  switch (problem.op) {
    case 'matmul': {
      const { m, n, k, batch = 1, bias, residual } = problem;
      const epilogue = (bias === true ? n : 0) + (residual === true ? batch * m * n : 0);
      return (batch * (m * k + k * n + m * n) + epilogue) * each;
    }
    case 'conv2d':
    case 'conv2d-backward-data':
    case 'conv2d-backward-weights': {
      const { batch, inChannels, outChannels, kernelHeight, kernelWidth, groups } = problem;
      const output = conv2dOutputSize(problem);
      const images = batch * inChannels * problem.height * problem.width;
      const weights = (outChannels * inChannels * kernelHeight * kernelWidth) / groups;
      const bias = problem.op === 'conv2d' && problem.bias === true ? outChannels : 0;
      return (images + weights + batch * outChannels * output.height * output.width + bias) * each;
    }
    case 'attention': {
      const { batch, heads, queries, keys, headSize } = problem;
      return 2 * batch * heads * (queries + keys) * headSize * each;
    }
    case 'normalization': {
      const { kind, rows, columns, channels = rows } = problem;
      const length = 2 * rows * columns;
      // Of batch normalization the stored mean and variance.
      return kind === 'batch'
        ? (length + 2 * channels) * each + 2 * channels * WORD
        : (length + 2 * columns) * each;
    }
    case 'softmax':
      return 2 * problem.rows * problem.columns * each;
    case 'pool2d':
    case 'pool2d-gradient': {
      const output = pool2dOutputSize(problem);
      const x = problem.planes * problem.height * problem.width;
      const y = problem.planes * output.height * output.width;
      const gradient = problem.op === 'pool2d-gradient' && problem.kind === 'max' ? x + y : 0;
      return (x + y + gradient) * each;
    }
    case 'elementwise': {
      const { kind, rows, columns, inner = 1 } = problem;
      const length = rows * columns * inner;
      const row = kind === 'scale' || kind.startsWith('bias');
      const operand = kind === 'add' || kind === 'multiply' ? length : row ? columns : 0;
      return (2 * length + operand) * each;
    }
    case 'elementwise-gradient':
      return 3 * problem.elements * each;
    case 'softmax-gradient':
      return 3 * problem.rows * problem.columns * each;
    case 'cross-entropy':
      return 2 * problem.rows * problem.columns * each + 2 * problem.rows * WORD;
    case 'soft-cross-entropy':
      return 3 * problem.rows * problem.columns * each + 2 * problem.rows * WORD;
    case 'batch-normalization-training': {
      const { batch, channels, inner } = problem;
      // Gamma and beta; mean and deviation; the running ones read and written.
      return (2 * batch * inner + 2) * channels * each + 6 * channels * WORD;
    }
    case 'batch-normalization-gradient': {
      const { batch, channels, inner } = problem;
      return (3 * batch * inner + 3) * channels * each + 2 * channels * WORD;
    }
    case 'layer-normalization-gradient':
      return (3 * problem.rows + 3) * problem.columns * each;
    case 'rms-normalization':
      return (2 * problem.rows + 1) * problem.columns * each;
    case 'rms-normalization-gradient':
      return (3 * problem.rows + 2) * problem.columns * each;
    case 'embedding':
      return 2 * problem.count * problem.features * each + problem.count * WORD;
    case 'embedding-gradient': {
      const { count, entries, features, accumulate } = problem;
      const written = accumulate === true ? 2 * count : entries;
      return (count + written) * features * each + count * WORD;
    }
    case 'sum': {
      const { outer, columns, inner, product } = problem;
      return ((product === true ? 2 : 1) * outer * inner + 1) * columns * each;
    }
    case 'rearrange': {
      const moved = problem.sizes.reduce((product, size) => product * size, 1);
      const rest = problem.mode === 'clear' ? problem.targetLength - moved : 0;
      return ((problem.mode === 'add' ? 3 : 2) * moved + rest) * each;
    }
    case 'dropout':
      return 2 * problem.elements * each;
    case 'random-normal':
      return problem.elements * each;
    case 'optimizer-step': {
      const state = { sgd: 0, momentum: 1, adamw: 2 }[problem.algorithm];
      return problem.parameters * (each + 8 + 8 * state);
    }
    case 'quantized-matmul':
      return quantizedMatmulBytes(problem);
    case 'sparse-matmul':
      return sparseMatmulBytes(problem);
    case 'quantize-rows': {
      const { rows, columns } = problem;
      return rows * (columns * each + (int8WordsPerRow(columns) + 1) * WORD);
    }
    case 'multiply-add':
    case 'matrix-multiply-add':
    case 'copy':
    case 'triad':
    case 'workgroup-memory':
    case 'launch':
      return undefined;
  }
}
