// ShuffleNet v1: grouped 1×1 convolutions with a shuffle of the channels between them. All groups of the
// paper at width 1, and the other widths that its authors' repository holds.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from './define-model.ts';
import {
  activation,
  adaptiveMeanPool,
  channelsOf,
  convolution,
  maxPool,
  normalisedConvolution,
} from './families/convolutions.ts';

interface ShuffleNetSpec {
  readonly width: number;
  readonly groups: 1 | 2 | 3 | 4 | 8;
  readonly stemChannels: number;
  /** Output channels of the first of three stages; each further one doubles them. */
  readonly firstChannels: number;
}

/** Units of the three stages: table 1 of the paper. */
const UNITS = [4, 8, 4] as const;
/** A unit's inner convolutions have a quarter of its output channels. */
const BOTTLENECK = 4;

function defineShuffleNet(spec: ShuffleNetSpec): ModelDefinition {
  const { width, groups } = spec;
  return defineImageModel({
    id: `shufflenet-v1-x${String(width).replace('.', '-')}-g${groups}`,
    name: `ShuffleNet ${width}× (g = ${groups})`,
    family: 'ShuffleNet',
    year: 2017,
    source:
      "Zhang et al., ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices, arXiv 1707.01083; as in its authors' repository megvii-model/ShuffleNet-Series",
    minimumImageSize: 1,
    notes: [
      "The MFLOPs of the paper are multiply-adds: one of them is two FLOPs here. Its table 1 leaves out the output layer, which has no bias in its authors' repository.",
    ],
    network: (graph, image, classes) => {
      const stem = { outChannels: spec.stemChannels, kernel: 3, stride: 2, padding: 1 };
      let x = normalisedConvolution(graph, 'first_conv', image, stem, { activation: 'relu' });
      x = maxPool(graph, 'maxpool', x, 3, 2, 1);
      let index = 0;
      for (const [stage, units] of UNITS.entries()) {
        for (let unit = 0; unit < units; unit++) {
          x = shuffleUnit(graph, `features.${index++}`, x, {
            outChannels: spec.firstChannels * 2 ** stage,
            stride: unit === 0 ? 2 : 1,
            groups,
            // So few channels enter the very first 1×1 that it is not grouped.
            firstGroups: index === 1 ? 1 : groups,
          });
        }
      }
      x = adaptiveMeanPool(graph, 'globalpool', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      return graph.apply('linear', 'classifier.0', [x], { outFeatures: classes, bias: false });
    },
  });
}

function shuffleUnit(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  spec: { outChannels: number; stride: number; groups: number; firstGroups: number },
): Tensor {
  const { outChannels, stride, groups } = spec;
  const inner = outChannels / BOTTLENECK;
  // A strided unit joins its input to the result instead of adding it.
  const added = stride === 1;
  const results = added ? outChannels : outChannels - channelsOf(input);
  const first = `${block}.branch_main_1`;
  const second = `${block}.branch_main_2`;
  const reduce = { outChannels: inner, kernel: 1, groups: spec.firstGroups };
  let x = normalisedConvolution(graph, first, input, reduce, { activation: 'relu', block });
  const depthwise = { outChannels: inner, kernel: 3, stride, padding: 1, groups: inner };
  x = convolution(graph, `${first}.3`, x, depthwise, block);
  x = graph.apply('batch-norm', `${first}.4`, [x], {}, { block });
  if (groups > 1) {
    x = graph.apply('channel-shuffle', `${block}.channel_shuffle`, [x], { groups }, { block });
  }
  const expand = { outChannels: results, kernel: 1, groups };
  x = normalisedConvolution(graph, second, x, expand, { block });
  if (added) {
    x = graph.apply('elementwise', `${block}.add`, [x, input], { kind: 'add' }, { block });
    return activation(graph, `${block}.relu`, x, 'relu', block);
  }
  x = activation(graph, `${block}.relu`, x, 'relu', block);
  const mean = { kind: 'mean', kernel: 3, stride: 2, padding: 1 };
  const shortcut = graph.apply('pool', `${block}.branch_proj`, [input], mean, { block });
  return graph.apply('concat', `${block}.concat`, [shortcut, x], { axis: 'channels' }, { block });
}

/** Width, groups, and the output channels of the stem and of the first stage. */
const SIZES = [
  [1, 1, 24, 144],
  [1, 2, 24, 200],
  [1, 3, 24, 240],
  [1, 4, 24, 272],
  [1, 8, 24, 384],
  [0.5, 3, 12, 120],
  [0.5, 8, 16, 192],
  [1.5, 3, 24, 360],
  [1.5, 8, 24, 576],
  [2, 3, 48, 480],
  [2, 8, 48, 768],
] as const;

export const models = SIZES.map(([width, groups, stemChannels, firstChannels]) =>
  defineShuffleNet({ width, groups, stemChannels, firstChannels }),
);
