// MobileNetV3 as torchvision builds it: inverted residuals, some with squeeze-and-excitation, ReLU in the
// early ones and hard swish in the later, and a head of two fully connected layers.
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, channelsOf, normalisedConvolution } from './convolutions.ts';
import { invertedResidual } from './inverted-residual.ts';
import { makeDivisible } from './make-divisible.ts';

/** Kernel, expanded channels, output channels, squeeze-and-excitation, activation, stride. */
export type MobileNetV3Row = readonly [
  number,
  number,
  number,
  boolean,
  'relu' | 'hard-swish',
  number,
];

export interface MobileNetV3Spec {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly MobileNetV3Row[];
  /** Outputs of the first layer of the head. */
  readonly headFeatures: number;
}

/** The last convolution has six times the channels of the last block. */
const LAST_EXPANSION = 6;
const DROPOUT = 0.2;

export function defineMobileNetV3(spec: MobileNetV3Spec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'MobileNet',
    year: 2019,
    source: 'Howard et al., Searching for MobileNetV3, arXiv 1905.02244; as in torchvision',
    minimumImageSize: 1,
    network: (graph, image, classes) => {
      const hardSwish = { activation: 'hard-swish' } as const;
      const stem = { outChannels: 16, kernel: 3, stride: 2, padding: 1 };
      let x = normalisedConvolution(graph, 'features.0', image, stem, hardSwish);
      for (const [index, row] of spec.rows.entries()) {
        const [kernel, expanded, outChannels, squeezes, kind, stride] = row;
        x = invertedResidual(graph, `features.${index + 1}`, x, {
          kernel,
          expanded,
          outChannels,
          stride,
          activation: kind,
          ...(squeezes ? { squeeze: squeeze(expanded) } : {}),
        });
      }
      const last = { outChannels: LAST_EXPANSION * channelsOf(x), kernel: 1 };
      x = normalisedConvolution(graph, `features.${spec.rows.length + 1}`, x, last, hardSwish);
      x = adaptiveMeanPool(graph, 'avgpool', x, 1);
      x = graph.apply('flatten', 'flatten', [x]);
      x = graph.apply('linear', 'classifier.0', [x], { outFeatures: spec.headFeatures });
      x = activation(graph, 'classifier.1', x, 'hard-swish');
      x = graph.apply('dropout', 'classifier.2', [x], { rate: DROPOUT });
      return graph.apply('linear', 'classifier.3', [x], { outFeatures: classes });
    },
  });
}

function squeeze(expanded: number) {
  const squeezed = makeDivisible(Math.floor(expanded / 4));
  return { squeezed, activation: 'relu', gate: 'hard-sigmoid' } as const;
}
