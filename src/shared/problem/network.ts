// What a whole network needs besides products and convolutions.
import * as v from 'valibot';
import { paddingSchema, precisionSchema, sizeSchema } from './fields.ts';

/**
 * softmax(Q·Kᵀ / √headSize) · V for every head of every sequence. Q is batch×heads×queries×headSize, K and V
 * are batch×heads×keys×headSize.
 */
export const attentionSchema = v.object({
  op: v.literal('attention'),
  batch: sizeSchema,
  heads: sizeSchema,
  queries: sizeSchema,
  keys: sizeSchema,
  headSize: sizeSchema,
  /** A query sees only the keys up to its own place; the last query sees all. Needs keys ≥ queries. */
  causal: v.boolean(),
  precision: precisionSchema,
});

/**
 * `layer`: each of `rows` rows of `columns` values is normalised over itself. `batch`: inference of batch
 * normalisation over rows×columns, where row r belongs to channel r mod `channels`, by stored statistics.
 */
export const normalizationSchema = v.object({
  op: v.literal('normalization'),
  kind: v.picklist(['layer', 'batch']),
  rows: sizeSchema,
  columns: sizeSchema,
  /** Of kind `batch`; divides rows. */
  channels: v.exactOptional(sizeSchema),
  precision: precisionSchema,
});

/** Each of `rows` rows of `columns` values becomes non-negative and sums to 1. */
export const softmaxSchema = v.object({
  op: v.literal('softmax'),
  rows: sizeSchema,
  columns: sizeSchema,
  /** Values are multiplied by 1/√headSize first, as the scores of attention are. */
  headSize: v.exactOptional(sizeSchema),
  /**
   * Causal mask: row r belongs to query r mod causalQueries and sees only the columns up to its own place, the
   * last query all of them; what it does not see becomes 0. Needs columns ≥ causalQueries.
   */
  causalQueries: v.exactOptional(sizeSchema),
  precision: precisionSchema,
});

/** Windows of kernel×kernel over `planes` images (batch·channels); padding never wins or counts. */
export const pool2dSchema = v.object({
  op: v.literal('pool2d'),
  kind: v.picklist(['max', 'average']),
  planes: sizeSchema,
  height: sizeSchema,
  width: sizeSchema,
  kernel: sizeSchema,
  stride: sizeSchema,
  padding: paddingSchema,
  /** One window more may stand over the border, if it begins inside. */
  ceil: v.exactOptional(v.boolean()),
  precision: precisionSchema,
});

/** Functions of one value. gelu is that of erf, gelu-tanh its approximation. */
export const ACTIVATION_KINDS = [
  'relu',
  'relu6',
  'gelu',
  'gelu-tanh',
  'tanh',
  'sigmoid',
  'silu',
  'hard-sigmoid',
  'hard-swish',
  'exp',
] as const;

/**
 * y = f(x) or f(x, x₂), element by element, over rows × columns × inner values. `add` and `multiply` take a second
 * tensor of the same size; `bias…` adds and `scale` multiplies by one of `columns` values, each for `inner`
 * neighbours in every row.
 */
export const elementwiseSchema = v.object({
  op: v.literal('elementwise'),
  kind: v.picklist([
    'add',
    'multiply',
    ...ACTIVATION_KINDS,
    'bias',
    'bias-relu',
    'bias-gelu',
    'scale',
  ]),
  rows: sizeSchema,
  columns: sizeSchema,
  /** 1 when absent; the pixels of an image whose channels are the columns. */
  inner: v.exactOptional(sizeSchema),
  precision: precisionSchema,
});

/** One update of `parameters` f32 parameters from their gradients, in place, as is that of their state. */
export const optimizerStepSchema = v.object({
  op: v.literal('optimizer-step'),
  algorithm: v.picklist(['sgd', 'momentum', 'adamw']),
  parameters: sizeSchema,
  /** Of the gradients; parameters and state are always f32. */
  precision: precisionSchema,
});

export type AttentionProblem = Readonly<v.InferOutput<typeof attentionSchema>>;
export type NormalizationProblem = Readonly<v.InferOutput<typeof normalizationSchema>>;
export type SoftmaxProblem = Readonly<v.InferOutput<typeof softmaxSchema>>;
export type Pool2dProblem = Readonly<v.InferOutput<typeof pool2dSchema>>;
export type ElementwiseProblem = Readonly<v.InferOutput<typeof elementwiseSchema>>;
export type OptimizerStepProblem = Readonly<v.InferOutput<typeof optimizerStepSchema>>;

/** Both products; under a causal mask only the pairs that count. */
export function attentionMacs(problem: AttentionProblem): number {
  const { batch, heads, queries, keys, headSize, causal } = problem;
  const pairs = causal ? queries * keys - (queries * (queries - 1)) / 2 : queries * keys;
  return batch * heads * pairs * headSize * 2;
}

export function attentionLabel(problem: AttentionProblem): string {
  const { batch, heads, queries, keys, headSize, causal } = problem;
  const parts = [`${heads} heads of ${headSize}`, `${queries} queries × ${keys} keys`];
  if (causal) parts.push('causal');
  if (batch !== 1) parts.push(`batch ${batch}`);
  return parts.join(', ');
}

/** As PyTorch: with `ceil`, a window that would begin beyond the image and its left padding is dropped. */
export function pool2dOutputSize(problem: Omit<Pool2dProblem, 'op'>): {
  height: number;
  width: number;
} {
  const { height, width, kernel, stride, padding, ceil = false } = problem;
  const places = (size: number) => {
    const room = size + 2 * padding - kernel;
    if (!ceil) return Math.floor(room / stride) + 1;
    const count = Math.ceil(room / stride) + 1;
    return (count - 1) * stride >= size + padding ? count - 1 : count;
  };
  return { height: places(height), width: places(width) };
}

export function pool2dLabel(problem: Omit<Pool2dProblem, 'op'>): string {
  const { kind, planes, height, width, kernel, stride } = problem;
  return `${kind} ${kernel}×${kernel}, stride ${stride}, ${planes} planes of ${height}×${width}`;
}

/** "layer, 512 × 768". */
export function rowsLabel(
  problem: NormalizationProblem | SoftmaxProblem | ElementwiseProblem,
): string {
  const { rows, columns } = problem;
  const inner = problem.op === 'elementwise' ? (problem.inner ?? 1) : 1;
  const size = `${rows} × ${columns}${inner === 1 ? '' : ` × ${inner}`}`;
  return problem.op === 'softmax' ? size : `${problem.kind}, ${size}`;
}
