// ConvNeXt as torchvision builds it: a depthwise 7×7, then layer norm and two fully connected layers over the
// channels, which are moved last for them; a learned scale for each channel; layer norms between the stages.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, channelsOf, convolution } from './convolutions.ts';
import { stochasticDepth } from './stochastic-depth.ts';
import { layerNorm, linear, residual } from './transformer.ts';

export interface ConvNextSpec {
  readonly id: string;
  readonly name: string;
  /** Channels of the first stage; they double with each. */
  readonly channels: number;
  /** Blocks of each of the four stages. */
  readonly blocks: readonly [number, number, number, number];
  /** Chance of dropping the last branch; it grows from 0 over the depth. */
  readonly stochasticDepth: number;
}

/** The fully connected layers widen four times. */
const EXPANSION = 4;
/** Edge of the stem's patches, and of the patches joined between stages. */
const STEM_PATCH = 4;
const STAGE_PATCH = 2;

export function defineConvNext(spec: ConvNextSpec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'ConvNeXt',
    year: 2022,
    source: 'Liu et al., A ConvNet for the 2020s, arXiv 2201.03545; as in torchvision',
    minimumImageSize: STEM_PATCH * STAGE_PATCH ** 3,
    network: (graph, image, classes) => {
      const { channels } = spec;
      const stem = { outChannels: channels, kernel: STEM_PATCH, stride: STEM_PATCH, bias: true };
      let x = convolution(graph, 'features.0.0', image, stem, 'features.0');
      x = channelNorm(graph, 'features.0.1', x, 'features.0');
      const total = spec.blocks.reduce((sum, each) => sum + each, 0);
      let done = 0;
      for (const [stage, blocks] of spec.blocks.entries()) {
        if (stage > 0) x = downsampling(graph, `features.${2 * stage}`, x);
        for (let index = 0; index < blocks; index++) {
          const dropRate = (spec.stochasticDepth * done++) / (total - 1);
          x = convNextBlock(graph, `features.${2 * stage + 1}.${index}`, x, dropRate);
        }
      }
      x = adaptiveMeanPool(graph, 'avgpool', x, 1);
      x = channelNorm(graph, 'classifier.0', x, 'classifier');
      x = graph.apply('flatten', 'classifier.1', [x]);
      return graph.apply('linear', 'classifier.2', [x], { outFeatures: classes });
    },
  });
}

/** Layer norm over the channels of each place. */
function channelNorm(graph: GraphBuilder, name: string, input: Tensor, block: string): Tensor {
  return graph.apply('layer-norm', name, [input], { axis: 'channels' }, { block });
}

function downsampling(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  const outChannels = 2 * channelsOf(input);
  const x = channelNorm(graph, `${block}.0`, input, block);
  const spec = { outChannels, kernel: STAGE_PATCH, stride: STAGE_PATCH, bias: true };
  return convolution(graph, `${block}.1`, x, spec, block);
}

function convNextBlock(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  dropRate: number,
): Tensor {
  const path = `${block}.block`;
  const channels = channelsOf(input);
  const depthwise = { outChannels: channels, kernel: 7, padding: 3, groups: channels, bias: true };
  let x = convolution(graph, `${path}.0`, input, depthwise, block);
  x = graph.apply('permute', `${path}.1`, [x], { order: [0, 2, 3, 1] }, { block });
  x = layerNorm(graph, `${path}.2`, x, block);
  x = linear(graph, `${path}.3`, x, EXPANSION * channels, block);
  x = activation(graph, `${path}.4`, x, 'gelu', block);
  x = linear(graph, `${path}.5`, x, channels, block);
  x = graph.apply('permute', `${path}.6`, [x], { order: [0, 3, 1, 2] }, { block });
  x = graph.apply('scale-parameter', `${block}.layer_scale`, [x], { axis: 'features' }, { block });
  x = stochasticDepth(graph, `${block}.stochastic_depth`, x, dropRate, block);
  return residual(graph, `${block}.add`, input, x, block);
}
