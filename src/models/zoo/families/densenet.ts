// Densely connected networks (bottleneck and compression) as torchvision builds them: every layer reads all
// features of its block and adds `growth` channels to them.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, channelsOf, convolution, maxPool } from './convolutions.ts';

export interface DenseNetSpec {
  readonly id: string;
  readonly name: string;
  /** Channels that each layer adds. */
  readonly growth: number;
  /** Layers of each of the four blocks. */
  readonly layers: readonly [number, number, number, number];
  readonly stemChannels: number;
}

/** The 1×1 before each 3×3 puts out four times the growth. */
const BOTTLENECK = 4;

export function defineDenseNet(spec: DenseNetSpec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'DenseNet',
    year: 2016,
    source:
      'Huang et al., Densely Connected Convolutional Networks, arXiv 1608.06993; as in torchvision',
    // Five halvings with a 3×3 window in the second, and two-by-two windows after it.
    minimumImageSize: 29,
    network: (graph, image, classes) => {
      const stem = { outChannels: spec.stemChannels, kernel: 7, stride: 2, padding: 3 };
      let x = convolution(graph, 'features.conv0', image, stem);
      x = normalise(graph, 'features.norm0', 'features.relu0', x, 'features');
      x = maxPool(graph, 'features.pool0', x, 3, 2, 1);
      for (const [index, layers] of spec.layers.entries()) {
        for (let layer = 1; layer <= layers; layer++) {
          const name = `features.denseblock${index + 1}.denselayer${layer}`;
          x = denseLayer(graph, name, x, spec.growth);
        }
        if (index < spec.layers.length - 1) {
          x = transition(graph, `features.transition${index + 1}`, x);
        }
      }
      x = normalise(graph, 'features.norm5', 'relu', x, 'features');
      x = adaptiveMeanPool(graph, 'avgpool', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      return graph.apply('linear', 'classifier', [x], { outFeatures: classes });
    },
  });
}

/** The reference joins all features anew for each layer: the same traffic as joining the new to the joined. */
function denseLayer(graph: GraphBuilder, name: string, input: Tensor, growth: number): Tensor {
  let x = normalise(graph, `${name}.norm1`, `${name}.relu1`, input, name);
  x = convolution(graph, `${name}.conv1`, x, { outChannels: BOTTLENECK * growth, kernel: 1 });
  x = normalise(graph, `${name}.norm2`, `${name}.relu2`, x, name);
  x = convolution(graph, `${name}.conv2`, x, { outChannels: growth, kernel: 3, padding: 1 });
  return graph.apply('concat', `${name}.concat`, [input, x], { axis: 'channels' });
}

/** Halves the channels, the height and the width. */
function transition(graph: GraphBuilder, name: string, input: Tensor): Tensor {
  const outChannels = Math.floor(channelsOf(input) / 2);
  let x = normalise(graph, `${name}.norm`, `${name}.relu`, input, name);
  x = convolution(graph, `${name}.conv`, x, { outChannels, kernel: 1 });
  return graph.apply('pool', `${name}.pool`, [x], { kind: 'mean', kernel: 2, stride: 2 });
}

function normalise(
  graph: GraphBuilder,
  norm: string,
  relu: string,
  input: Tensor,
  block: string,
): Tensor {
  const x = graph.apply('batch-norm', norm, [input], {}, { block });
  return activation(graph, relu, x, 'relu', block);
}
