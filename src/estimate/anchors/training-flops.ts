// Training arithmetic by the formulas that papers use, beside our own count of the model.
import { countingConventions } from '../../facts/counting-conventions.ts';
import { countModel, type ModelCount } from '../../models/count.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { countByConvention } from '../../models/reconcile/convention-count.ts';
import { FlopscopeError } from '../../shared/errors.ts';

/** Forward, and twice that for the gradients of inputs and weights. */
export const PASSES = 3;
/** With every layer's forward pass done again before its backward pass. */
export const PASSES_WITH_RECOMPUTE = 4;

/** C = 6·N·D: two operations a parameter and token in each of three passes. */
export function sixNd(parameters: number, tokens: number): number {
  return 2 * PASSES * parameters * tokens;
}

export interface MegatronShape {
  readonly batch: number;
  readonly sequenceLength: number;
  readonly layers: number;
  readonly hidden: number;
  readonly vocabulary: number;
}

/**
 * FLOPs of one iteration of a GPT with full recomputation: 96·B·s·l·h²·(1 + s/6h + V/16lh)
 * (Narayanan et al. 2021, arXiv 2104.04473, section 5.1).
 */
export function megatronFlops(shape: MegatronShape): number {
  const { batch: B, sequenceLength: s, layers: l, hidden: h, vocabulary: V } = shape;
  return 96 * B * s * l * h ** 2 * (1 + s / (6 * h) + V / (16 * l * h));
}

/** Parameters of the tables that turn tokens into vectors and that no product of the model uses. */
export function embeddingParameters({ layers }: ModelCount): number {
  return layers
    .filter(({ operator }) => operator === 'embedding')
    .reduce((sum, { params }) => sum + params, 0);
}

/** Matrix FLOPs of one training step of the graph, layer by layer. */
export function countedStepFlops(graph: ModelGraph, passes: number): number {
  return 2 * countModel(graph).macs * passes;
}

/** What a well-known tool or paper would print. @throws FlopscopeError `internal` for one that does not apply. */
export function byConvention(graph: ModelGraph, id: string): number {
  const convention = countingConventions.find((each) => each.id === id);
  const count = convention === undefined ? undefined : countByConvention(graph, convention);
  if (count !== undefined) return count;
  throw new FlopscopeError('internal', `The convention “${id}” has no meaning for ${graph.name}.`);
}
