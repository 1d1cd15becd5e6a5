// ShuffleNetV2: half of the channels pass each unit untouched, the other half a depthwise convolution between
// two 1×1; a unit of stride 2 sends all channels through both of its branches. Channels are then shuffled.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import {
  activation,
  channelsOf,
  convolution,
  maxPool,
  normalisedConvolution,
} from './convolutions.ts';

export interface ShuffleNetV2Spec {
  readonly id: string;
  readonly name: string;
  /** Output channels of the three stages. */
  readonly stages: readonly [number, number, number];
  /** Of the last convolution. */
  readonly lastChannels: number;
}

/** Units of each stage, the same at every width. */
const REPETITIONS = [4, 8, 4] as const;

export function defineShuffleNetV2(spec: ShuffleNetV2Spec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'ShuffleNet',
    year: 2018,
    source:
      'Ma et al., ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design, arXiv 1807.11164; as in torchvision',
    minimumImageSize: 1,
    network: (graph, image, classes) => {
      const relu = { activation: 'relu' } as const;
      const stem = { outChannels: 24, kernel: 3, stride: 2, padding: 1 };
      let x = normalisedConvolution(graph, 'conv1', image, stem, relu);
      x = maxPool(graph, 'maxpool', x, 3, 2, 1);
      for (const [stage, outChannels] of spec.stages.entries()) {
        for (let index = 0; index < (REPETITIONS[stage] ?? 0); index++) {
          const block = `stage${stage + 2}.${index}`;
          x = index === 0 ? downsampling(graph, block, x, outChannels) : unit(graph, block, x);
        }
      }
      const last = { outChannels: spec.lastChannels, kernel: 1 };
      x = normalisedConvolution(graph, 'conv5', x, last, relu);
      x = graph.apply('pool', 'mean', [x], { kind: 'mean', outputSize: 1 });
      x = graph.apply('flatten', 'flatten', [x]);
      return graph.apply('linear', 'fc', [x], { outFeatures: classes });
    },
  });
}

function unit(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  const halves = { axis: 'channels', parts: 2 };
  const [left = input, right = input] = graph.applyMany(
    'split',
    `${block}.chunk`,
    [input],
    halves,
    {
      block,
    },
  );
  return shuffled(graph, block, left, mainBranch(graph, block, right, channelsOf(right), 1));
}

function downsampling(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  outChannels: number,
): Tensor {
  const half = outChannels / 2;
  const path = `${block}.branch1`;
  const inChannels = channelsOf(input);
  const depthwise = {
    outChannels: inChannels,
    kernel: 3,
    stride: 2,
    padding: 1,
    groups: inChannels,
  };
  let x = convolution(graph, `${path}.0`, input, depthwise, block);
  x = graph.apply('batch-norm', `${path}.1`, [x], {}, { block });
  x = convolution(graph, `${path}.2`, x, { outChannels: half, kernel: 1 }, block);
  x = graph.apply('batch-norm', `${path}.3`, [x], {}, { block });
  x = activation(graph, `${path}.4`, x, 'relu', block);
  return shuffled(graph, block, x, mainBranch(graph, block, input, half, 2));
}

function mainBranch(
  graph: GraphBuilder,
  block: string,
  input: Tensor,
  channels: number,
  stride: number,
): Tensor {
  const path = `${block}.branch2`;
  const pointwise = { outChannels: channels, kernel: 1 };
  const depthwise = { outChannels: channels, kernel: 3, stride, padding: 1, groups: channels };
  let x = convolution(graph, `${path}.0`, input, pointwise, block);
  x = graph.apply('batch-norm', `${path}.1`, [x], {}, { block });
  x = activation(graph, `${path}.2`, x, 'relu', block);
  x = convolution(graph, `${path}.3`, x, depthwise, block);
  x = graph.apply('batch-norm', `${path}.4`, [x], {}, { block });
  x = convolution(graph, `${path}.5`, x, pointwise, block);
  x = graph.apply('batch-norm', `${path}.6`, [x], {}, { block });
  return activation(graph, `${path}.7`, x, 'relu', block);
}

function shuffled(graph: GraphBuilder, block: string, left: Tensor, right: Tensor): Tensor {
  const x = graph.apply(
    'concat',
    `${block}.concat`,
    [left, right],
    { axis: 'channels' },
    { block },
  );
  return graph.apply('channel-shuffle', `${block}.shuffle`, [x], { groups: 2 }, { block });
}
