// Squeeze-and-excitation (Hu et al., arXiv 1709.01507) as torchvision builds it: the mean of each channel
// passes two 1×1 convolutions and a gate, which scales the channel.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import {
  activation,
  type ActivationKind,
  adaptiveMeanPool,
  channelsOf,
  convolution,
} from './convolutions.ts';

export interface SqueezeExcitationSpec {
  /** Channels between the two convolutions. */
  readonly squeezed: number;
  readonly activation: ActivationKind;
  readonly gate: ActivationKind;
  readonly block: string;
}

export function squeezeExcitation(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  spec: SqueezeExcitationSpec,
): Tensor {
  const { block } = spec;
  const pointwise = { kernel: 1, bias: true };
  let x = adaptiveMeanPool(graph, `${name}.avgpool`, input, 1, block);
  x = convolution(graph, `${name}.fc1`, x, { ...pointwise, outChannels: spec.squeezed }, block);
  x = activation(graph, `${name}.activation`, x, spec.activation, block);
  const outChannels = channelsOf(input);
  x = convolution(graph, `${name}.fc2`, x, { ...pointwise, outChannels }, block);
  x = activation(graph, `${name}.scale_activation`, x, spec.gate, block);
  return graph.apply('scale-channels', `${name}.scale`, [input, x], {}, { block });
}
