// Parts that the transformer families share: the attention products and plain layers by their names.
import type { LayerRole, Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';

export interface AttentionSpec {
  readonly heads: number;
  readonly mask: 'none' | 'padding' | 'causal' | 'window';
  /** Of the attention probabilities. */
  readonly dropout: number;
  readonly block: string;
}

/**
 * Scaled dot-product attention: softmax(Q·Kᵀ/√d)·V over all positions; a causal mask hides scores but
 * does not save computing them here.
 * @param query, key, value batch × tokens × features. @returns the same shape.
 */
export function attention(
  graph: GraphBuilder,
  name: string,
  query: Tensor,
  key: Tensor,
  value: Tensor,
  spec: AttentionSpec,
): Tensor {
  const { heads, ...products } = spec;
  const { block } = spec;
  const split = (part: string, tensor: Tensor) =>
    graph.apply('split-heads', `${name}.${part}`, [tensor], { heads }, { block });
  const q = split('query_heads', query);
  const k = split('key_heads', key);
  const v = split('value_heads', value);
  return attend(graph, name, q, k, v, products);
}

export interface ProductsSpec extends Omit<AttentionSpec, 'heads'> {
  /** Divides the scores by √d; true when absent. */
  readonly scale?: boolean;
  /** Several query heads read each key and value head: grouped-query or multi-query attention. */
  readonly sharedHeads?: boolean;
  /** What is done to the scores before the softmax: position biases, a soft cap. It may scale them by itself. */
  readonly adjustScores?: (scores: Tensor) => Tensor;
  /** Of the mask `window`: how the image was shifted and cut, in places. */
  readonly windows?: {
    readonly window: number;
    readonly image: readonly [number, number];
    readonly shifts: readonly [number, number];
  };
}

/** The products of attention. @param query, key, value batch × heads × tokens × head features. */
export function attend(
  graph: GraphBuilder,
  name: string,
  query: Tensor,
  key: Tensor,
  value: Tensor,
  spec: ProductsSpec,
): Tensor {
  const { block, scale = true, sharedHeads = false, adjustScores } = spec;
  const product = (part: string, a: Tensor, b: Tensor, transposeB: boolean, role: LayerRole) =>
    graph.apply(
      'matmul',
      `${name}.${part}`,
      [a, b],
      { ...(transposeB ? { transposeB } : {}), ...(sharedHeads ? { sharedB: true } : {}) },
      { block, role },
    );
  const scores = product('scores', query, key, true, 'attention-scores');
  const ready = adjustScores?.(scores) ?? scores;
  const attributes = {
    scale,
    ...headSizeOf(query, ready === scores),
    mask: spec.mask,
    ...spec.windows,
  };
  let weights = graph.apply('softmax', `${name}.softmax`, [ready], attributes, { block });
  weights = dropout(graph, `${name}.dropout`, weights, spec.dropout, block);
  const context = product('context', weights, value, false, 'attention-context');
  return graph.apply('merge-heads', `${name}.merge`, [context], {}, { block });
}

/** What is added to scores comes after their scaling, which a softmax that scales by itself cannot do. */
function headSizeOf(query: Tensor, plain: boolean): { readonly headSize?: number } {
  const headSize = query.shape.at(-1)?.size;
  return plain && headSize !== undefined ? { headSize } : {};
}

/** Nothing at rate 0. */
export function dropout(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  rate: number,
  block: string,
): Tensor {
  return rate === 0 ? input : graph.apply('dropout', name, [input], { rate }, { block });
}

export function linear(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  outFeatures: number,
  block: string,
): Tensor {
  return graph.apply('linear', name, [input], { outFeatures }, { block });
}

export function layerNorm(graph: GraphBuilder, name: string, input: Tensor, block: string): Tensor {
  return graph.apply('layer-norm', name, [input], {}, { block });
}

export function residual(
  graph: GraphBuilder,
  name: string,
  a: Tensor,
  b: Tensor,
  block: string,
): Tensor {
  return graph.apply('elementwise', name, [a, b], { kind: 'add' }, { block });
}
