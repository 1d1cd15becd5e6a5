// SqueezeNet 1.0 of the paper and the lighter 1.1 of its authors: fire modules, no fully connected layer.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel, type ModelDefinition } from './define-model.ts';
import { activation, adaptiveMeanPool, convolution, maxPool } from './families/convolutions.ts';

interface SqueezeNetSpec {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly minimumImageSize: number;
  readonly stem: { readonly outChannels: number; readonly kernel: number };
  /** Squeezed channels of each fire module, and a pool between them. */
  readonly body: readonly (number | 'pool')[];
}

/** Each of a fire module's two expansions puts out four times the squeezed channels. */
const EXPANSION = 4;

function defineSqueezeNet(spec: SqueezeNetSpec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'SqueezeNet',
    year: 2016,
    source: spec.source,
    minimumImageSize: spec.minimumImageSize,
    notes: ['The last convolution, 1×1 over all places, stands for the fully connected layer.'],
    network: (graph, image, classes) => {
      const stem = { ...spec.stem, stride: 2, bias: true };
      let x = convolution(graph, 'features.0', image, stem);
      x = activation(graph, 'features.1', x, 'relu');
      x = maxPool(graph, 'features.2', x, 3, 2, 0, { ceil: true });
      for (const [position, each] of spec.body.entries()) {
        const name = `features.${3 + position}`;
        x =
          each === 'pool'
            ? maxPool(graph, name, x, 3, 2, 0, { ceil: true })
            : fire(graph, name, x, each);
      }
      x = graph.apply('dropout', 'classifier.0', [x], { rate: 0.5 });
      const last = { outChannels: classes, kernel: 1, bias: true };
      x = convolution(graph, 'classifier.1', x, last);
      x = activation(graph, 'classifier.2', x, 'relu');
      x = adaptiveMeanPool(graph, 'classifier.3', x, 1);
      return graph.apply('flatten', 'flatten', [x]);
    },
  });
}

function fire(graph: GraphBuilder, name: string, input: Tensor, squeezed: number): Tensor {
  const expanded = { outChannels: EXPANSION * squeezed, bias: true };
  const squeeze = { outChannels: squeezed, kernel: 1, bias: true };
  let x = convolution(graph, `${name}.squeeze`, input, squeeze);
  x = activation(graph, `${name}.squeeze_activation`, x, 'relu');
  const one = convolution(graph, `${name}.expand1x1`, x, { ...expanded, kernel: 1 });
  const three = convolution(graph, `${name}.expand3x3`, x, { ...expanded, kernel: 3, padding: 1 });
  const joined = [
    activation(graph, `${name}.expand1x1_activation`, one, 'relu'),
    activation(graph, `${name}.expand3x3_activation`, three, 'relu'),
  ];
  return graph.apply('concat', `${name}.concat`, joined, { axis: 'channels' });
}

const IANDOLA =
  'Iandola et al., SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size, arXiv 1602.07360';

export const models = [
  defineSqueezeNet({
    id: 'squeezenet1-0',
    name: 'SqueezeNet 1.0',
    source: `${IANDOLA}; as in torchvision`,
    minimumImageSize: 21,
    stem: { outChannels: 96, kernel: 7 },
    body: [16, 16, 32, 'pool', 32, 48, 48, 64, 'pool', 64],
  }),
  defineSqueezeNet({
    id: 'squeezenet1-1',
    name: 'SqueezeNet 1.1',
    source: `${IANDOLA}; version 1.1 of its authors' repository, as in torchvision`,
    minimumImageSize: 17,
    stem: { outChannels: 64, kernel: 3 },
    body: [16, 16, 'pool', 32, 32, 'pool', 48, 48, 64, 64],
  }),
];
