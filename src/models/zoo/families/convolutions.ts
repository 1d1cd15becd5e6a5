// Building blocks that the convolutional families share.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';

/** Height and width, or one number for both. */
export type HeightAndWidth = number | readonly [number, number];

export interface ConvolutionSpec {
  readonly outChannels: number;
  readonly kernel: HeightAndWidth;
  readonly stride?: number;
  readonly padding?: HeightAndWidth;
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

export type ActivationKind =
  | 'relu'
  | 'relu6'
  | 'gelu'
  | 'gelu-tanh'
  | 'tanh'
  | 'sigmoid'
  | 'silu'
  | 'hard-sigmoid'
  | 'hard-swish';

export function activation(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  kind: ActivationKind,
  block?: string,
): Tensor {
  return graph.apply('activation', name, [input], { kind }, block === undefined ? {} : { block });
}

export interface PoolOptions {
  /** A last window that is cut off by the border counts as well (`ceil_mode` of PyTorch). */
  readonly ceil?: boolean;
  readonly block?: string;
}

export function maxPool(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  kernel: number,
  stride: number,
  padding = 0,
  options: PoolOptions = {},
): Tensor {
  const { ceil = false, block } = options;
  const attributes = { kind: 'max', kernel, stride, padding, ceil };
  return graph.apply('pool', name, [input], attributes, block === undefined ? {} : { block });
}

/** Mean over whatever window yields size × size. */
export function adaptiveMeanPool(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  size: number,
  block?: string,
): Tensor {
  const attributes = { kind: 'mean', outputSize: size };
  return graph.apply('pool', name, [input], attributes, block === undefined ? {} : { block });
}

/**
 * Convolution, batch normalisation and, if one is named, an activation, which torchvision numbers name.0,
 * name.1 and name.2.
 */
export function normalisedConvolution(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  spec: ConvolutionSpec,
  options: { readonly activation?: ActivationKind; readonly block?: string } = {},
): Tensor {
  const { block = name } = options;
  const x = convolution(graph, `${name}.0`, input, spec, block);
  const normal = graph.apply('batch-norm', `${name}.1`, [x], {}, { block });
  if (options.activation === undefined) return normal;
  return activation(graph, `${name}.2`, normal, options.activation, block);
}
