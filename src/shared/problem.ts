// A problem is what is computed (operation, shape, precision), apart from how: a kernel is the how.
// Layouts follow PyTorch: matrices row-major, images N×C×H×W, convolution weights Cout×(Cin/groups)×Kh×Kw.
import * as v from 'valibot';
import {
  copySchema,
  launchSchema,
  matrixMultiplyAddSchema,
  multiplyAddSchema,
  triadSchema,
  workgroupMemorySchema,
} from './problem/ceiling.ts';
import {
  quantizedMatmulLabel,
  quantizedMatmulSchema,
  sparseMatmulLabel,
  sparseMatmulSchema,
  storedWeights,
} from './problem/compressed-matmul.ts';
import {
  conv2dBackwardDataSchema,
  conv2dBackwardWeightsSchema,
  conv2dLabel,
  conv2dMacs,
  conv2dSchema,
} from './problem/conv2d.ts';
import { matmulLabel, matmulMacs, matmulSchema } from './problem/matmul.ts';
import {
  attentionLabel,
  attentionMacs,
  attentionSchema,
  elementwiseSchema,
  normalizationSchema,
  optimizerStepSchema,
  pool2dLabel,
  pool2dSchema,
  rowsLabel,
  softmaxSchema,
} from './problem/network.ts';
import { quantizeRowsLabel, quantizeRowsSchema } from './problem/quantize-rows.ts';
import { randomNormalLabel, randomNormalSchema } from './problem/random-normal.ts';
import {
  elementwiseGradientSchema,
  softmaxGradientSchema,
  crossEntropySchema,
  softCrossEntropySchema,
  batchNormalizationTrainingSchema,
  batchNormalizationGradientSchema,
  layerNormalizationGradientSchema,
  rmsNormalizationSchema,
  rmsNormalizationGradientSchema,
  pool2dGradientSchema,
  embeddingSchema,
  embeddingGradientSchema,
  sumSchema,
  rearrangeSchema,
  dropoutSchema,
  trainingLabel,
} from './problem/training.ts';

export type {
  CopyProblem,
  LaunchProblem,
  MatrixMultiplyAddProblem,
  MultiplyAddProblem,
  TriadProblem,
  WorkgroupMemoryProblem,
} from './problem/ceiling.ts';
export {
  LONGEST_INT8_SUM,
  type QuantizedMatmulProblem,
  SPARSE_BLOCK,
  type SparseGrid,
  sparseGrid,
  type SparseMatmulProblem,
  storedWeights,
} from './problem/compressed-matmul.ts';
export {
  type Conv2dBackwardDataProblem,
  type Conv2dBackwardWeightsProblem,
  conv2dOutputSize,
  type Conv2dProblem,
  type Conv2dShape,
  convolutionClass,
} from './problem/conv2d.ts';
export { bytesPerElement, type Precision, precisionSchema } from './problem/fields.ts';
export type { MatmulProblem } from './problem/matmul.ts';
export {
  type AttentionProblem,
  type ElementwiseProblem,
  type NormalizationProblem,
  type OptimizerStepProblem,
  pool2dOutputSize,
  type Pool2dProblem,
  type SoftmaxProblem,
} from './problem/network.ts';
export { int8WordsPerRow, type QuantizeRowsProblem } from './problem/quantize-rows.ts';
export type { RandomNormalProblem } from './problem/random-normal.ts';
export type {
  BatchNormalizationGradientProblem,
  BatchNormalizationTrainingProblem,
  CrossEntropyProblem,
  DropoutProblem,
  ElementwiseGradientProblem,
  EmbeddingGradientProblem,
  EmbeddingProblem,
  LayerNormalizationGradientProblem,
  Pool2dGradientProblem,
  RearrangeProblem,
  RmsNormalizationGradientProblem,
  RmsNormalizationProblem,
  SoftCrossEntropyProblem,
  SoftmaxGradientProblem,
  SumProblem,
} from './problem/training.ts';

export const problemSchema = v.variant('op', [
  matmulSchema,
  conv2dSchema,
  conv2dBackwardDataSchema,
  conv2dBackwardWeightsSchema,
  quantizedMatmulSchema,
  quantizeRowsSchema,
  sparseMatmulSchema,
  attentionSchema,
  normalizationSchema,
  softmaxSchema,
  pool2dSchema,
  elementwiseSchema,
  optimizerStepSchema,
  elementwiseGradientSchema,
  softmaxGradientSchema,
  crossEntropySchema,
  softCrossEntropySchema,
  batchNormalizationTrainingSchema,
  batchNormalizationGradientSchema,
  layerNormalizationGradientSchema,
  rmsNormalizationSchema,
  rmsNormalizationGradientSchema,
  pool2dGradientSchema,
  embeddingSchema,
  embeddingGradientSchema,
  sumSchema,
  rearrangeSchema,
  dropoutSchema,
  randomNormalSchema,
  multiplyAddSchema,
  matrixMultiplyAddSchema,
  copySchema,
  triadSchema,
  workgroupMemorySchema,
  launchSchema,
]);

export type Problem = Readonly<v.InferOutput<typeof problemSchema>>;

export type Operation = Problem['op'];

/**
 * Multiply-accumulates of one execution, 1 MAC = 2 FLOP. None where moving bytes is the work. The matrix
 * units' ceiling counts its own: the fragment belongs to the kernel.
 */
export function problemMacs(problem: Problem): number {
  switch (problem.op) {
    case 'matmul':
      return matmulMacs(problem);
    case 'quantized-matmul':
      return problem.m * problem.n * problem.k;
    case 'sparse-matmul':
      return storedWeights(problem) * problem.n;
    case 'conv2d':
    case 'conv2d-backward-data':
    case 'conv2d-backward-weights':
      return conv2dMacs(problem);
    case 'attention':
      return attentionMacs(problem);
    case 'multiply-add':
      return problem.invocations * problem.steps;
    case 'quantize-rows':
    case 'normalization':
    case 'softmax':
    case 'pool2d':
    case 'elementwise':
    case 'optimizer-step':
    case 'elementwise-gradient':
    case 'softmax-gradient':
    case 'cross-entropy':
    case 'soft-cross-entropy':
    case 'batch-normalization-training':
    case 'batch-normalization-gradient':
    case 'layer-normalization-gradient':
    case 'rms-normalization':
    case 'rms-normalization-gradient':
    case 'pool2d-gradient':
    case 'embedding':
    case 'embedding-gradient':
    case 'sum':
    case 'rearrange':
    case 'dropout':
    case 'random-normal':
    case 'matrix-multiply-add':
    case 'copy':
    case 'triad':
    case 'workgroup-memory':
    case 'launch':
      return 0;
  }
}

/** A name short enough for a table row: "512 × 512 × 512", "64→64, 56×56, 3×3". */
export function problemLabel(problem: Problem): string {
  switch (problem.op) {
    case 'matmul':
      return matmulLabel(problem);
    case 'quantized-matmul':
      return quantizedMatmulLabel(problem);
    case 'quantize-rows':
      return quantizeRowsLabel(problem);
    case 'sparse-matmul':
      return sparseMatmulLabel(problem);
    case 'conv2d':
      return conv2dLabel(problem);
    case 'conv2d-backward-data':
      return `${conv2dLabel(problem)}, gradient of the images`;
    case 'conv2d-backward-weights':
      return `${conv2dLabel(problem)}, gradient of the weights`;
    case 'attention':
      return attentionLabel(problem);
    case 'normalization':
    case 'softmax':
    case 'elementwise':
      return rowsLabel(problem);
    case 'pool2d':
      return pool2dLabel(problem);
    case 'optimizer-step':
      return `${problem.algorithm}, ${problem.parameters} parameters`;
    case 'elementwise-gradient':
    case 'softmax-gradient':
    case 'cross-entropy':
    case 'soft-cross-entropy':
    case 'batch-normalization-training':
    case 'batch-normalization-gradient':
    case 'layer-normalization-gradient':
    case 'rms-normalization':
    case 'rms-normalization-gradient':
    case 'pool2d-gradient':
    case 'embedding':
    case 'embedding-gradient':
    case 'sum':
    case 'rearrange':
    case 'dropout':
      return trainingLabel(problem);
    case 'random-normal':
      return randomNormalLabel(problem);
    case 'multiply-add':
      return `${problem.invocations} chains × ${problem.steps}`;
    case 'matrix-multiply-add':
      return `${problem.subgroups} subgroups × ${problem.steps}`;
    case 'copy':
    case 'triad':
      return `${Math.round(problem.bytes / 2 ** 20)} MiB`;
    case 'workgroup-memory':
      return `${problem.invocations} invocations × ${problem.steps}`;
    case 'launch':
      return 'dependent dispatch';
  }
}
