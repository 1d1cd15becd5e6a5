// Parts that the transformer families share: the attention products and the feed-forward network.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';

export interface AttentionSpec {
  readonly heads: number;
  readonly mask: 'none' | 'padding' | 'causal';
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
  const { block } = spec;
  const split = (part: string, tensor: Tensor) =>
    graph.apply('split-heads', `${name}.${part}`, [tensor], { heads: spec.heads }, { block });
  const q = split('query_heads', query);
  const k = split('key_heads', key);
  const v = split('value_heads', value);
  const scores = graph.apply('matmul', `${name}.scores`, [q, k], { transposeB: true }, { block });
  let weights = graph.apply(
    'softmax',
    `${name}.softmax`,
    [scores],
    { scale: true, mask: spec.mask },
    { block },
  );
  weights = dropout(graph, `${name}.dropout`, weights, spec.dropout, block);
  const context = graph.apply('matmul', `${name}.context`, [weights, v], {}, { block });
  return graph.apply('merge-heads', `${name}.merge`, [context], {}, { block });
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
