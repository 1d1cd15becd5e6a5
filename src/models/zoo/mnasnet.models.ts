// MnasNet-B1 at four widths as torchvision builds it: inverted residuals with 3×3 and 5×5 depthwise kernels.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from './define-model.ts';
import {
  activation,
  adaptiveMeanPool,
  channelsOf,
  convolution,
  type ConvolutionSpec,
} from './families/convolutions.ts';
import { makeDivisible } from './families/make-divisible.ts';

/** Output channels at width 1, kernel, first stride, expansion and repetitions: figure 7 of the paper. */
const STACKS = [
  [24, 3, 2, 3, 3],
  [40, 5, 2, 3, 3],
  [80, 5, 2, 6, 3],
  [96, 3, 1, 6, 2],
  [192, 5, 2, 6, 4],
  [320, 3, 1, 6, 1],
] as const;
const STEM_CHANNELS = 32;
const SEPARABLE_CHANNELS = 16;
/** Not scaled by the width. */
const LAST_CHANNELS = 1280;

function defineMnasNet(width: number, id: string): ModelDefinition {
  return defineImageModel({
    id,
    name: `MnasNet ${width.toFixed(width === 0.75 ? 2 : 1)}`,
    family: 'MnasNet',
    year: 2018,
    source:
      'Tan et al., MnasNet: Platform-Aware Neural Architecture Search for Mobile, arXiv 1807.11626; variant B1 as in torchvision',
    minimumImageSize: 1,
    network: (graph, image, classes) => {
      const stem = makeDivisible(STEM_CHANNELS * width);
      const layers = new Sequence(graph, 'layers', 'stem');
      let x = layers.add(image, { outChannels: stem, kernel: 3, stride: 2, padding: 1 }, 'relu');
      x = layers.add(x, { outChannels: stem, kernel: 3, padding: 1, groups: stem }, 'relu');
      x = layers.add(x, { outChannels: makeDivisible(SEPARABLE_CHANNELS * width), kernel: 1 });
      let index = layers.next;
      for (const [channels, kernel, firstStride, expansion, repetitions] of STACKS) {
        const outChannels = makeDivisible(channels * width);
        for (let repetition = 0; repetition < repetitions; repetition++) {
          const stride = repetition === 0 ? firstStride : 1;
          const spec = { outChannels, kernel, stride, expansion };
          x = invertedResidual(graph, `layers.${index}.${repetition}`, x, spec);
        }
        index += 1;
      }
      const last = new Sequence(graph, 'layers', 'head', index);
      x = last.add(x, { outChannels: LAST_CHANNELS, kernel: 1 }, 'relu');
      x = adaptiveMeanPool(graph, 'mean', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      x = graph.apply('dropout', 'classifier.0', [x], { rate: 0.2 });
      return graph.apply('linear', 'classifier.1', [x], { outFeatures: classes });
    },
  });
}

/** Layers that are numbered one after the other: convolution, batch normalisation, perhaps ReLU. */
class Sequence {
  readonly #graph: GraphBuilder;
  readonly #name: string;
  readonly #block: string;
  next: number;

  constructor(graph: GraphBuilder, name: string, block: string, first = 0) {
    this.#graph = graph;
    this.#name = name;
    this.#block = block;
    this.next = first;
  }

  add(input: Tensor, spec: ConvolutionSpec, then?: 'relu'): Tensor {
    const block = this.#block;
    const x = convolution(this.#graph, this.#nextName(), input, spec, block);
    const normal = this.#graph.apply('batch-norm', this.#nextName(), [x], {}, { block });
    if (then === undefined) return normal;
    return activation(this.#graph, this.#nextName(), normal, then, block);
  }

  #nextName(): string {
    return `${this.#name}.${this.next++}`;
  }
}

function invertedResidual(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: { outChannels: number; kernel: number; stride: number; expansion: number },
): Tensor {
  const { outChannels, kernel, stride } = spec;
  const hidden = channelsOf(input) * spec.expansion;
  const padding = Math.floor(kernel / 2);
  const layers = new Sequence(graph, `${block}.layers`, block);
  let x = layers.add(input, { outChannels: hidden, kernel: 1 }, 'relu');
  const depthwise = { outChannels: hidden, kernel, stride, padding, groups: hidden };
  x = layers.add(x, depthwise, 'relu');
  x = layers.add(x, { outChannels, kernel: 1 });
  if (stride !== 1 || channelsOf(input) !== outChannels) return x;
  return graph.apply('elementwise', `${block}.add`, [x, input], { kind: 'add' }, { block });
}

export const models = [
  defineMnasNet(0.5, 'mnasnet0-5'),
  defineMnasNet(0.75, 'mnasnet0-75'),
  defineMnasNet(1, 'mnasnet1-0'),
  defineMnasNet(1.3, 'mnasnet1-3'),
];
