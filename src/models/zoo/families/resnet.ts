// Residual networks as torchvision builds them: the stride of a bottleneck sits in its 3×3 (version 1.5).
// ResNeXt cuts that 3×3 into groups, Wide ResNet widens it.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, channelsOf, convolution } from './convolutions.ts';

export interface ResNetSpec {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly year: number;
  readonly source: string;
  readonly kind: 'basic' | 'bottleneck';
  /** Blocks of each of the four stages. */
  readonly blocks: readonly [number, number, number, number];
  /** Groups of the 3×3 of a bottleneck; 1 when absent. */
  readonly groups?: number;
  /** Channels of each group in the first stage; 64 when absent. */
  readonly widthPerGroup?: number;
}

/** Widths of the four stages before expansion. */
const WIDTHS = [64, 128, 256, 512] as const;
/** A bottleneck puts out four times its width. */
const EXPANSION = { basic: 1, bottleneck: 4 } as const;

export function defineResNet(spec: ResNetSpec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: spec.family,
    year: spec.year,
    source: spec.source,
    minimumImageSize: 1,
    network: (graph, image, classes) => {
      let x = convolution(
        graph,
        'conv1',
        image,
        { outChannels: 64, kernel: 7, stride: 2, padding: 3 },
        'stem',
      );
      x = graph.apply('batch-norm', 'bn1', [x], {}, { block: 'stem' });
      x = activation(graph, 'relu', x, 'relu', 'stem');
      x = graph.apply(
        'pool',
        'maxpool',
        [x],
        { kind: 'max', kernel: 3, stride: 2, padding: 1 },
        { block: 'stem' },
      );
      for (const [stage, width] of WIDTHS.entries()) {
        for (let index = 0; index < (spec.blocks[stage] ?? 0); index++) {
          const stride = stage > 0 && index === 0 ? 2 : 1;
          x = residualBlock(graph, `layer${stage + 1}.${index}`, x, spec, width, stride);
        }
      }
      x = adaptiveMeanPool(graph, 'avgpool', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      return graph.apply('linear', 'fc', [x], { outFeatures: classes });
    },
  });
}

/** Two 3×3 convolutions, or three of a bottleneck, and what they are added to. */
export function residualBlock(
  graph: GraphBuilder,
  name: string,
  input: Tensor,
  { kind, groups = 1, widthPerGroup = 64 }: Pick<ResNetSpec, 'kind' | 'groups' | 'widthPerGroup'>,
  width: number,
  stride: number,
): Tensor {
  const outChannels = width * EXPANSION[kind];
  const inner = Math.floor((width * widthPerGroup) / 64) * groups;
  const convolutions =
    kind === 'basic'
      ? [
          { outChannels: width, kernel: 3, stride, padding: 1 },
          { outChannels, kernel: 3, padding: 1 },
        ]
      : [
          { outChannels: inner, kernel: 1 },
          { outChannels: inner, kernel: 3, stride, padding: 1, groups },
          { outChannels, kernel: 1 },
        ];
  let x = input;
  for (const [index, each] of convolutions.entries()) {
    x = convolution(graph, `${name}.conv${index + 1}`, x, each);
    x = graph.apply('batch-norm', `${name}.bn${index + 1}`, [x]);
    if (index < convolutions.length - 1)
      x = activation(graph, `${name}.relu${index + 1}`, x, 'relu');
  }
  let shortcut = input;
  if (stride !== 1 || channelsOf(input) !== outChannels) {
    shortcut = convolution(
      graph,
      `${name}.downsample.0`,
      input,
      { outChannels, kernel: 1, stride },
      name,
    );
    shortcut = graph.apply('batch-norm', `${name}.downsample.1`, [shortcut], {}, { block: name });
  }
  x = graph.apply('elementwise', `${name}.add`, [x, shortcut], { kind: 'add' });
  return activation(graph, `${name}.relu`, x, 'relu');
}
