// Relative position biases of attention in windows, heads × tokens × tokens: a learned table with a row per
// distance (Swin, MaxViT), or a small network over the distances that yields the table (Swin V2).
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { activation } from './convolutions.ts';

export interface PositionBiasSpec {
  /** Tokens along the edge of a window. */
  readonly window: number;
  readonly heads: number;
  readonly block: string;
}

/** Swin V2: hidden features of the network, and the factor behind its sigmoid. */
const NETWORK_HIDDEN = 512;
const NETWORK_SCALE = 16;

export function learnedBias(graph: GraphBuilder, name: string, spec: PositionBiasSpec): Tensor {
  const { block, ...attributes } = spec;
  const table = `${name}.relative_position_bias_table`;
  return graph.apply('window-position-bias', table, [], attributes, { block });
}

/** Runs once in a forward pass, whatever the batch. */
export function continuousBias(graph: GraphBuilder, name: string, spec: PositionBiasSpec): Tensor {
  const { block, window, heads } = spec;
  const apply = (operator: string, part: string, inputs: readonly Tensor[], attributes = {}) =>
    graph.apply(operator, `${name}.${part}`, inputs, attributes, { block });
  let x = apply('relative-coordinates', 'relative_coords_table', [], { window });
  x = apply('linear', 'cpb_mlp.0', [x], { outFeatures: NETWORK_HIDDEN });
  x = activation(graph, `${name}.cpb_mlp.1`, x, 'relu', block);
  x = apply('linear', 'cpb_mlp.2', [x], { outFeatures: heads, bias: false });
  x = apply('window-position-bias', 'relative_position_bias', [x], { window, heads });
  x = activation(graph, `${name}.relative_position_bias_sigmoid`, x, 'sigmoid', block);
  return apply('scale', 'relative_position_bias_scale', [x], { factor: NETWORK_SCALE });
}
