// Building blocks that the convolutional families share.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';

export interface ConvolutionSpec {
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly groups?: number;
  readonly bias?: boolean;
}

export function convolution(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  spec: ConvolutionSpec,
  block?: string,
): Tensor {
  return graph.apply('conv2d', name, [input], { ...spec }, block === undefined ? {} : { block });
}

/** Channels of an image tensor. */
export function channelsOf(image: Tensor): number {
  return image.shape[1]?.size ?? 0;
}

export function activation(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  kind: 'relu' | 'relu6' | 'gelu' | 'gelu-tanh' | 'tanh',
  block?: string,
): Tensor {
  return graph.apply('activation', name, [input], { kind }, block === undefined ? {} : { block });
}

export function maxPool(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  kernel: number,
  stride: number,
  padding = 0,
): Tensor {
  return graph.apply('pool', name, [input], { kind: 'max', kernel, stride, padding });
}

/** Mean over whatever window yields size × size. */
export function adaptiveMeanPool(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  size: number,
): Tensor {
  return graph.apply('pool', name, [input], { kind: 'mean', outputSize: size });
}
