// Stochastic depth of residual branches, as torchvision sets its rates.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';

/** Nothing at rate 0. */
export function stochasticDepth(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  rate: number,
  block: string,
): Tensor {
  return rate === 0 ? input : graph.apply('stochastic-depth', name, [input], { rate }, { block });
}
