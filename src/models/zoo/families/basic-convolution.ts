// What GoogLeNet and Inception are made of: a convolution without bias, batch normalisation and ReLU, named
// name.conv, name.bn and name.relu, several of which may stand in a row.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder, LayerOptions } from '../../graph-builder.ts';
import type { ConvolutionSpec } from './convolutions.ts';

/** @param options of all three layers; the block is the name when absent. */
export function basicConvolution(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  spec: ConvolutionSpec,
  options: LayerOptions = {},
): Tensor {
  const all = { block: name, ...options };
  let x = graph.apply('conv2d', `${name}.conv`, [input], { ...spec }, all);
  x = graph.apply('batch-norm', `${name}.bn`, [x], {}, all);
  return graph.apply('activation', `${name}.relu`, [x], { kind: 'relu' }, all);
}

/** A part of a branch: its name within the block, output channels, kernel, padding (0) and stride (1). */
export type BranchPart = readonly [
  name: string,
  outChannels: number,
  kernel: ConvolutionSpec['kernel'],
  padding?: ConvolutionSpec['padding'],
  stride?: number,
];

/** One convolution after the other. */
export function branch(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  parts: readonly BranchPart[],
): Tensor {
  return parts.reduce(
    (x, [name, outChannels, kernel, padding = 0, stride = 1]) =>
      basicConvolution(
        graph,
        `${block}.${name}`,
        x,
        { outChannels, kernel, padding, stride },
        { block },
      ),
    input,
  );
}

/** The branches side by side. */
export function joinBranches(
  graph: GraphBuilder,
  block: string,
  branches: readonly Tensor[],
  name = 'concat',
): Tensor {
  return graph.apply('concat', `${block}.${name}`, branches, { axis: 'channels' }, { block });
}
