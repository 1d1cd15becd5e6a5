// What training needs besides the forward operations: their gradients, statistics, sums, look-ups and copies.
// The names of the buffers stand in each comment; every kernel of an operation uses them.
import * as v from 'valibot';
import { paddingSchema, precisionSchema, sizeSchema } from './fields.ts';
import { ACTIVATION_KINDS, pool2dLabel, pool2dSchema } from './network.ts';

/**
 * dx = dy · f′ over `elements` values. Reads `kept` and `dy`, writes `dx`. `kept` is the function's result for the
 * kinds whose derivative follows from it (relu, relu6, tanh, sigmoid), its argument for the others.
 */
export const elementwiseGradientSchema = v.object({
  op: v.literal('elementwise-gradient'),
  kind: v.picklist(ACTIVATION_KINDS),
  elements: sizeSchema,
  precision: precisionSchema,
});

/** dx = y · (dy − Σ dy·y) / √headSize, row by row. Reads `y` and `dy`, writes `dx`. */
export const softmaxGradientSchema = v.object({
  op: v.literal('softmax-gradient'),
  rows: sizeSchema,
  columns: sizeSchema,
  headSize: v.exactOptional(sizeSchema),
  precision: precisionSchema,
});

/**
 * The loss of `rows` examples and its gradient in one: losses = −log softmax(logits)[label], dlogits =
 * (softmax(logits) − one-hot) / rows, that of the mean loss. Reads `logits` and `labels` (u32), writes `losses`
 * (f32, one a row) and `dlogits`.
 */
export const crossEntropySchema = v.object({
  op: v.literal('cross-entropy'),
  rows: sizeSchema,
  columns: sizeSchema,
  precision: precisionSchema,
});

/**
 * The loss of examples that have a label and target probabilities q, and its gradient in one: losses = (1 − w) · −log
 * softmax(logits)[label] + w·T² · −Σ q·log softmax(logits / T), dlogits that of their mean. w is `softWeight`, T the
 * temperature; T² keeps the gradients' size whatever T is (Hinton et al. 2015, arXiv:1503.02531, section 2). Reads
 * `logits`, `labels` (u32) and `targets`, writes `losses` (f32, one a row) and `dlogits`.
 */
export const softCrossEntropySchema = v.object({
  op: v.literal('soft-cross-entropy'),
  rows: sizeSchema,
  columns: sizeSchema,
  temperature: v.pipe(v.number(), v.finite(), v.gtValue(0)),
  softWeight: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  precision: precisionSchema,
});

/** batch × channels × inner values; inner is the pixels of an image, or 1. */
const perChannel = {
  batch: sizeSchema,
  channels: sizeSchema,
  inner: sizeSchema,
  precision: precisionSchema,
};

/**
 * Batch normalisation by the statistics of the batch itself. Reads `x`, `gamma`, `beta`; writes `y`, and per channel
 * in f32 `mean` and `inverseDeviation` = 1/√(variance + ε); updates `runningMean` and `runningVariance` (f32) by a
 * tenth of the new mean and of the unbiased variance, as PyTorch does.
 */
export const batchNormalizationTrainingSchema = v.object({
  op: v.literal('batch-normalization-training'),
  ...perChannel,
});

/** Reads `x`, `dy`, `gamma`, `mean`, `inverseDeviation`; writes `dx`, `dgamma`, `dbeta`. */
export const batchNormalizationGradientSchema = v.object({
  op: v.literal('batch-normalization-gradient'),
  ...perChannel,
});

/** Reads `x`, `dy`, `gamma`; writes `dx`, `dgamma`, `dbeta`. The statistics are computed again. */
export const layerNormalizationGradientSchema = v.object({
  op: v.literal('layer-normalization-gradient'),
  rows: sizeSchema,
  columns: sizeSchema,
  precision: precisionSchema,
});

/**
 * Each of `rows` rows of `columns` values over the root of its mean square. Reads `x`, `gamma`, writes `y`.
 */
export const rmsNormalizationSchema = v.object({
  op: v.literal('rms-normalization'),
  rows: sizeSchema,
  columns: sizeSchema,
  precision: precisionSchema,
});

/** Reads `x`, `dy`, `gamma`; writes `dx`, `dgamma`. The statistics are computed again. */
export const rmsNormalizationGradientSchema = v.object({
  ...rmsNormalizationSchema.entries,
  op: v.literal('rms-normalization-gradient'),
});

/**
 * Gradient of pooling; the sizes are those of the forward pass. Writes `dx` from `dy`; for the maximum it also reads
 * `x` and `y`, and of equal values the first one of a window, row by row, gets the gradient.
 */
export const pool2dGradientSchema = v.object({
  ...pool2dSchema.entries,
  op: v.literal('pool2d-gradient'),
});

/** y[i] = table[ids[i]]. Reads `ids` (`count` u32, below `entries`) and `table` (entries × features), writes `y`. */
export const embeddingSchema = v.object({
  op: v.literal('embedding'),
  count: sizeSchema,
  entries: sizeSchema,
  features: sizeSchema,
  precision: precisionSchema,
});

/**
 * Sums the rows of dy by their ids. Reads `ids` and `dy` (count × features), writes `dtable` (entries × features), 0
 * where no id points; with `accumulate` it adds to what `dtable` holds.
 */
export const embeddingGradientSchema = v.object({
  op: v.literal('embedding-gradient'),
  count: sizeSchema,
  entries: sizeSchema,
  features: sizeSchema,
  accumulate: v.exactOptional(v.boolean()),
  precision: precisionSchema,
});

/**
 * y[c] = Σ over outer and inner of x[o, c, i], the gradient of whatever was repeated. With `product` of x·other. Reads
 * `x` (outer × columns × inner) and perhaps `other` of the same size, writes `y` (columns).
 */
export const sumSchema = v.object({
  op: v.literal('sum'),
  outer: sizeSchema,
  columns: sizeSchema,
  inner: sizeSchema,
  product: v.exactOptional(v.boolean()),
  precision: precisionSchema,
});

/** Axes of a copy: no operator of the zoo needs more. */
const MOST_AXES = 6;
const axesSchema = (each: typeof sizeSchema | typeof paddingSchema) =>
  v.pipe(v.array(each), v.minLength(1), v.maxLength(MOST_AXES), v.readonly());

/**
 * A copy between two strided views: target[targetOffset + Σ iₐ·targetStridesₐ] = source[sourceOffset + Σ
 * iₐ·sourceStridesₐ] for all 0 ≤ iₐ < sizesₐ. Reads `source` (sourceLength values), writes `target`
 * (targetLength values). A source stride of 0 repeats.
 */
export const rearrangeSchema = v.object({
  op: v.literal('rearrange'),
  sizes: axesSchema(sizeSchema),
  sourceStrides: axesSchema(paddingSchema),
  targetStrides: axesSchema(paddingSchema),
  sourceOffset: paddingSchema,
  targetOffset: paddingSchema,
  sourceLength: sizeSchema,
  targetLength: sizeSchema,
  /** `write`: places that the view does not reach stay as they are; `clear`: they become 0; `add`: adds. */
  mode: v.picklist(['write', 'clear', 'add']),
  precision: precisionSchema,
});

/**
 * y = x / (1 − rate) or 0, drawn by a hash of ⌊index / group⌋ and the two words of the uniform `seed`; the same seed
 * draws the same again, so that the gradient is the same operation. Reads `x`, writes `y`.
 */
export const dropoutSchema = v.object({
  op: v.literal('dropout'),
  elements: sizeSchema,
  /** Neighbours that share one draw: 1 for dropout, an example's values for stochastic depth. */
  group: sizeSchema,
  rate: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  precision: precisionSchema,
});

export type ElementwiseGradientProblem = Readonly<v.InferOutput<typeof elementwiseGradientSchema>>;
export type SoftmaxGradientProblem = Readonly<v.InferOutput<typeof softmaxGradientSchema>>;
export type CrossEntropyProblem = Readonly<v.InferOutput<typeof crossEntropySchema>>;
export type SoftCrossEntropyProblem = Readonly<v.InferOutput<typeof softCrossEntropySchema>>;
export type BatchNormalizationTrainingProblem = Readonly<
  v.InferOutput<typeof batchNormalizationTrainingSchema>
>;
export type BatchNormalizationGradientProblem = Readonly<
  v.InferOutput<typeof batchNormalizationGradientSchema>
>;
export type LayerNormalizationGradientProblem = Readonly<
  v.InferOutput<typeof layerNormalizationGradientSchema>
>;
export type RmsNormalizationProblem = Readonly<v.InferOutput<typeof rmsNormalizationSchema>>;
export type RmsNormalizationGradientProblem = Readonly<
  v.InferOutput<typeof rmsNormalizationGradientSchema>
>;
export type Pool2dGradientProblem = Readonly<v.InferOutput<typeof pool2dGradientSchema>>;
export type EmbeddingProblem = Readonly<v.InferOutput<typeof embeddingSchema>>;
export type EmbeddingGradientProblem = Readonly<v.InferOutput<typeof embeddingGradientSchema>>;
export type SumProblem = Readonly<v.InferOutput<typeof sumSchema>>;
export type RearrangeProblem = Readonly<v.InferOutput<typeof rearrangeSchema>>;
export type DropoutProblem = Readonly<v.InferOutput<typeof dropoutSchema>>;

export type TrainingProblem =
  | ElementwiseGradientProblem
  | SoftmaxGradientProblem
  | CrossEntropyProblem
  | SoftCrossEntropyProblem
  | BatchNormalizationTrainingProblem
  | BatchNormalizationGradientProblem
  | LayerNormalizationGradientProblem
  | RmsNormalizationProblem
  | RmsNormalizationGradientProblem
  | Pool2dGradientProblem
  | EmbeddingProblem
  | EmbeddingGradientProblem
  | SumProblem
  | RearrangeProblem
  | DropoutProblem;

/** The part of a problem's label that tells its sizes. */
export function trainingLabel(problem: TrainingProblem): string {
  switch (problem.op) {
    case 'elementwise-gradient':
      return `${problem.kind}, ${problem.elements} values, gradient`;
    case 'softmax-gradient':
    case 'layer-normalization-gradient':
    case 'rms-normalization-gradient':
      return `${problem.rows} × ${problem.columns}, gradient`;
    case 'rms-normalization':
      return `root mean square, ${problem.rows} × ${problem.columns}`;
    case 'cross-entropy':
      return `${problem.rows} × ${problem.columns}, loss and gradient`;
    case 'soft-cross-entropy':
      return `${problem.rows} × ${problem.columns}, soft targets at temperature ${problem.temperature}, loss and gradient`;
    case 'batch-normalization-training':
      return channelLabel(problem);
    case 'batch-normalization-gradient':
      return `${channelLabel(problem)}, gradient`;
    case 'pool2d-gradient':
      return `${pool2dLabel(problem)}, gradient`;
    case 'embedding':
      return embeddingLabel(problem);
    case 'embedding-gradient':
      return `${embeddingLabel(problem)}, gradient`;
    case 'sum':
      return `sum of ${problem.outer} × ${problem.columns} × ${problem.inner} to ${problem.columns}`;
    case 'rearrange':
      return `copy of ${problem.sizes.join(' × ')}`;
    case 'dropout':
      return `${problem.elements} values, rate ${problem.rate}`;
  }
}

function channelLabel({
  batch,
  channels,
  inner,
}: BatchNormalizationTrainingProblem | BatchNormalizationGradientProblem) {
  return `batch ${batch}, ${channels} channels of ${inner}`;
}

function embeddingLabel({ count, entries, features }: EmbeddingProblem | EmbeddingGradientProblem) {
  return `${count} of ${entries} × ${features}`;
}
