// Inverted residuals of the mobile networks: a 1×1 expansion, a depthwise convolution, a squeeze-and-excitation
// where there is one, and a linear 1×1 projection; added to the input where the shapes agree.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import {
  type ActivationKind,
  channelsOf,
  convolution,
  normalisedConvolution,
} from './convolutions.ts';
import { squeezeExcitation, type SqueezeExcitationSpec } from './squeeze-excitation.ts';
import { stochasticDepth } from './stochastic-depth.ts';

export interface InvertedResidualSpec {
  /** Channels of the depthwise convolution; no expansion runs where the input has as many. */
  readonly expanded: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly activation: ActivationKind;
  readonly squeeze?: Omit<SqueezeExcitationSpec, 'block'>;
  /** Chance that training drops the branch; 0 when absent. */
  readonly dropRate?: number;
  /** MobileNetV2 calls its layers "conv" and numbers the projection's two parts one after the other. */
  readonly names?: 'mobilenet-v2';
}

export function invertedResidual(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: InvertedResidualSpec,
): Tensor {
  const { expanded, outChannels, kernel, stride, activation, squeeze } = spec;
  const path = `${block}.${spec.names === 'mobilenet-v2' ? 'conv' : 'block'}`;
  const options = { activation, block };
  let part = 0;
  let x = input;
  if (expanded !== channelsOf(input)) {
    const expand = { outChannels: expanded, kernel: 1 };
    x = normalisedConvolution(graph, `${path}.${part++}`, x, expand, options);
  }
  const padding = (kernel - 1) / 2;
  const depthwise = { outChannels: expanded, kernel, stride, padding, groups: expanded };
  x = normalisedConvolution(graph, `${path}.${part++}`, x, depthwise, options);
  if (squeeze) x = squeezeExcitation(graph, `${path}.${part++}`, x, { ...squeeze, block });
  const project = { outChannels, kernel: 1 };
  if (spec.names === 'mobilenet-v2') {
    x = convolution(graph, `${path}.${part++}`, x, project, block);
    x = graph.apply('batch-norm', `${path}.${part}`, [x], {}, { block });
  } else {
    x = normalisedConvolution(graph, `${path}.${part}`, x, project, { block });
  }
  return addToInput(graph, block, x, input, { stride, dropRate: spec.dropRate ?? 0 });
}

/** The branch plus the block's input; the branch alone where the shapes differ. */
export function addToInput(
  graph: GraphBuilder,
  block: string,
  branch: Tensor,
  input: Tensor,
  spec: { readonly stride: number; readonly dropRate: number },
): Tensor {
  if (spec.stride !== 1 || channelsOf(input) !== channelsOf(branch)) return branch;
  const kept = stochasticDepth(graph, `${block}.stochastic_depth`, branch, spec.dropRate, block);
  return graph.apply('elementwise', `${block}.add`, [kept, input], { kind: 'add' }, { block });
}
