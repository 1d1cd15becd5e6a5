// Attention of MaxViT over windows of neighbours or over a grid, with its feed-forward network. Both run on the
// partitioned image, which is put together again behind them.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { activation } from './convolutions.ts';
import { learnedBias } from './position-bias.ts';
import { attend, layerNorm, linear, residual } from './transformer.ts';

export interface PartitionAttentionSpec {
  /** Places along the edge of a window, or of the grid. */
  readonly partition: number;
  readonly grid: boolean;
  readonly headFeatures: number;
  readonly dropRate: number;
}

const FEED_FORWARD_EXPANSION = 4;

/** @param input batch × channels × height × width. @returns the same shape. */
export function partitionAttention(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  { partition, grid, headFeatures, dropRate }: PartitionAttentionSpec,
): Tensor {
  const [batch, features = 1, height, width] = input.shape.map((each) => each.size);
  const windows = { window: partition, grid, channels: 'first' };
  const x = graph.apply('window-partition', `${block}.partition_op`, [input], windows, { block });
  const addBranch = (name: string, to: Tensor, output: Tensor) => {
    const drop = { rate: dropRate, examples: batch };
    const kept =
      dropRate === 0
        ? output
        : graph.apply('stochastic-depth', `${block}.stochastic_dropout`, [output], drop, { block });
    return residual(graph, `${block}.${name}`, to, kept, block);
  };
  const heads = features / headFeatures;
  const attended = attentionLayer(graph, block, x, { features, heads, window: partition });
  const middle = addBranch('add_1', x, attended);
  const fed = addBranch('add_2', middle, feedForwardLayer(graph, block, middle, features));
  const whole = { ...windows, height, width };
  return graph.apply('window-merge', `${block}.departition_op`, [fed], whole, { block });
}

function attentionLayer(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: { readonly features: number; readonly heads: number; readonly window: number },
): Tensor {
  const { features, heads, window } = spec;
  const name = `${block}.attn_layer.1`;
  const apply = (operator: string, part: string, x: Tensor, attributes = {}) =>
    graph.apply(operator, `${name}.${part}`, [x], attributes, { block });
  const normal = layerNorm(graph, `${block}.attn_layer.0`, input, block);
  const qkv = linear(graph, `${name}.to_qkv`, normal, 3 * features, block);
  const parts = { axis: 'features', parts: 3 };
  const split = graph.applyMany('split', `${name}.split`, [qkv], parts, { block });
  const headsOf = (part: string, index: number) =>
    apply('split-heads', `${part}_heads`, split[index] ?? qkv, { heads });
  const query = headsOf('query', 0);
  // torchvision divides the keys by the root of all features, not of those of one head.
  const key = apply('scale', 'scale', headsOf('key', 1), { factor: features ** -0.5 });
  const value = headsOf('value', 2);
  const positions = learnedBias(graph, name, { window, heads, block });
  const x = attend(graph, name, query, key, value, {
    mask: 'none',
    scale: false,
    dropout: 0,
    block,
    adjustScores: (scores) => residual(graph, `${name}.add_bias`, scores, positions, block),
  });
  return linear(graph, `${name}.merge`, x, features, block);
}

function feedForwardLayer(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  features: number,
): Tensor {
  const path = `${block}.mlp_layer`;
  let x = layerNorm(graph, `${path}.0`, input, block);
  x = linear(graph, `${path}.1`, x, FEED_FORWARD_EXPANSION * features, block);
  x = activation(graph, `${path}.2`, x, 'gelu', block);
  return linear(graph, `${path}.3`, x, features, block);
}
