// What a whole network needs besides products and convolutions.
import * as v from 'valibot';
import { precisionSchema, sizeSchema } from './fields.ts';

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
  padding: v.pipe(v.number(), v.finite(), v.integer(), v.minValue(0), v.maxValue(2 ** 40)),
  precision: precisionSchema,
});

/** y = f(x) or f(x, x₂), element by element; `bias-…` adds one of `columns` values to each row. */
export const elementwiseSchema = v.object({
  op: v.literal('elementwise'),
  kind: v.picklist(['add', 'multiply', 'relu', 'gelu', 'silu', 'bias', 'bias-relu', 'bias-gelu']),
  rows: sizeSchema,
  columns: sizeSchema,
  precision: precisionSchema,
});

/** One update of `parameters` f32 parameters from their gradients; the state is read and written. */
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

export function pool2dOutputSize(problem: Pool2dProblem): { height: number; width: number } {
  const { height, width, kernel, stride, padding } = problem;
  return {
    height: Math.floor((height + 2 * padding - kernel) / stride) + 1,
    width: Math.floor((width + 2 * padding - kernel) / stride) + 1,
  };
}

export function pool2dLabel(problem: Pool2dProblem): string {
  const { kind, planes, height, width, kernel, stride } = problem;
  return `${kind} ${kernel}×${kernel}, stride ${stride}, ${planes} planes of ${height}×${width}`;
}

/** "layer, 512 × 768". */
export function rowsLabel(
  problem: NormalizationProblem | SoftmaxProblem | ElementwiseProblem,
): string {
  const size = `${problem.rows} × ${problem.columns}`;
  return problem.op === 'softmax' ? size : `${problem.kind}, ${size}`;
}
