// MaxViT as torchvision builds it: every layer is an inverted residual with squeeze-and-excitation, then
// attention within windows of neighbours ("block"), then attention over a grid of places spread over the image.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import {
  activation,
  adaptiveMeanPool,
  channelsOf,
  convolution,
  normalisedConvolution,
} from './convolutions.ts';
import { partitionAttention } from './partition-attention.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';
import { stochasticDepth } from './stochastic-depth.ts';
import { layerNorm, linear, residual } from './transformer.ts';

export interface MaxVitSpec {
  readonly id: string;
  readonly name: string;
  readonly stemChannels: number;
  /** Channels and layers of each block. */
  readonly blocks: readonly (readonly [number, number])[];
  /** Places along the edge of a window, and of a grid. */
  readonly partition: number;
  readonly headFeatures: number;
  /** Chance of dropping the last branch; it grows from 0 over the depth. */
  readonly stochasticDepth: number;
}

/** Of the inverted residual, over its output; the squeeze is a quarter of its output. */
const EXPANSION = 4;
const SQUEEZE = 4;

export function defineMaxVit(spec: MaxVitSpec): ModelDefinition {
  const { partition, headFeatures, blocks } = spec;
  // The stem and every block halve the image; all that is left at the end must fill windows.
  const multipleOf = partition * 2 ** (blocks.length + 1);
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'MaxViT',
    year: 2022,
    source: 'Tu et al., MaxViT: Multi-Axis Vision Transformer, arXiv 2204.01697; as in torchvision',
    minimumImageSize: multipleOf,
    multipleOf,
    pieces: `windows of ${partition} × ${partition} at every stage`,
    notes: [
      `Windows have ${partition} × ${partition} places at every image size, as in torchvision; the paper widens them with the image.`,
      'torchvision would also take an image that is up to three pixels smaller than such a multiple: its convolutions round up.',
    ],
    network: (graph, image, classes) => {
      let x = stem(graph, image, spec.stemChannels);
      const total = blocks.reduce((sum, [, layers]) => sum + layers, 0);
      let done = 0;
      for (const [block, [outChannels, layers]] of blocks.entries()) {
        for (let index = 0; index < layers; index++) {
          const name = `blocks.${block}.layers.${index}.layers`;
          const dropRate = (spec.stochasticDepth * done++) / (total - 1);
          const stride = index === 0 ? 2 : 1;
          x = invertedResidual(graph, `${name}.MBconv`, x, { outChannels, stride, dropRate });
          const attended = { partition, headFeatures, dropRate };
          x = partitionAttention(graph, `${name}.window_attention`, x, {
            ...attended,
            grid: false,
          });
          x = partitionAttention(graph, `${name}.grid_attention`, x, { ...attended, grid: true });
        }
      }
      return head(graph, x, classes);
    },
  });
}

function stem(graph: GraphBuilder, image: Tensor, outChannels: number): Tensor {
  const first = { outChannels, kernel: 3, stride: 2, padding: 1 };
  const second = { outChannels, kernel: 3, padding: 1, bias: true };
  const x = normalisedConvolution(graph, 'stem.0', image, first, {
    activation: 'gelu',
    block: 'stem',
  });
  return convolution(graph, 'stem.1.0', x, second, 'stem');
}

/** Its shortcut is pooled where the branch has a stride, and passes a 1×1 where the shape changes. */
function invertedResidual(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: { readonly outChannels: number; readonly stride: number; readonly dropRate: number },
): Tensor {
  const { outChannels, stride, dropRate } = spec;
  const expanded = EXPANSION * outChannels;
  const path = `${block}.layers`;
  const gelu = { activation: 'gelu', block } as const;
  const expand = { outChannels: expanded, kernel: 1 };
  const depthwise = { outChannels: expanded, kernel: 3, stride, padding: 1, groups: expanded };
  let x = graph.apply('batch-norm', `${path}.pre_norm`, [input], {}, { block });
  x = normalisedConvolution(graph, `${path}.conv_a`, x, expand, gelu);
  x = normalisedConvolution(graph, `${path}.conv_b`, x, depthwise, gelu);
  x = squeezeExcitation(graph, `${path}.squeeze_excitation`, x, {
    squeezed: Math.floor(outChannels / SQUEEZE),
    activation: 'silu',
    gate: 'sigmoid',
    block,
  });
  const project = { outChannels, kernel: 1, bias: true };
  x = convolution(graph, `${path}.conv_c`, x, project, block);
  x = stochasticDepth(graph, `${block}.stochastic_depth`, x, dropRate, block);
  let shortcut = input;
  if (stride === 2) {
    const window = { kind: 'mean', kernel: 3, stride, padding: 1 };
    shortcut = graph.apply('pool', `${block}.proj.0`, [input], window, { block });
    shortcut = convolution(graph, `${block}.proj.1`, shortcut, project, block);
  } else if (channelsOf(input) !== outChannels) {
    shortcut = convolution(graph, `${block}.proj.0`, input, project, block);
  }
  return residual(graph, `${block}.add`, shortcut, x, block);
}

function head(graph: GraphBuilder, input: Tensor, classes: number): Tensor {
  const block = 'classifier';
  let x = adaptiveMeanPool(graph, 'classifier.0', input, 1, block);
  x = graph.apply('flatten', 'classifier.1', [x], {}, { block });
  x = layerNorm(graph, 'classifier.2', x, block);
  x = linear(graph, 'classifier.3', x, channelsOf(input), block);
  x = activation(graph, 'classifier.4', x, 'tanh', block);
  return graph.apply(
    'linear',
    'classifier.5',
    [x],
    { outFeatures: classes, bias: false },
    { block },
  );
}
