// VGG as torchvision builds it, plain or with a batch normalisation after every convolution.
import { defineImageModel, type ModelDefinition } from '../define-model.ts';
import { activation, adaptiveMeanPool, convolution, maxPool } from './convolutions.ts';

export interface VggSpec {
  readonly id: string;
  readonly name: string;
  /** 3×3 convolutions of each of the five stages. */
  readonly convolutions: readonly [number, number, number, number, number];
  readonly batchNorm: boolean;
}

/** Channels of the five stages; each ends in a 2×2 maximum. */
const CHANNELS = [64, 128, 256, 512, 512] as const;

export function defineVgg(spec: VggSpec): ModelDefinition {
  return defineImageModel({
    id: spec.id,
    name: spec.name,
    family: 'VGG',
    year: 2014,
    source: spec.batchNorm
      ? 'Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv 1409.1556; with the batch normalisation that torchvision adds'
      : 'Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv 1409.1556; as in torchvision',
    // Five halvings.
    minimumImageSize: 32,
    network: (graph, image, classes) => {
      let x = image;
      let index = 0;
      for (const [stage, outChannels] of CHANNELS.entries()) {
        for (let repetition = 0; repetition < (spec.convolutions[stage] ?? 0); repetition++) {
          const layer = { outChannels, kernel: 3, padding: 1, bias: true };
          x = convolution(graph, `features.${index++}`, x, layer);
          if (spec.batchNorm) x = graph.apply('batch-norm', `features.${index++}`, [x]);
          x = activation(graph, `features.${index++}`, x, 'relu');
        }
        x = maxPool(graph, `features.${index++}`, x, 2, 2);
      }
      x = adaptiveMeanPool(graph, 'avgpool', x, 7);
      x = graph.apply('flatten', 'flatten', [x]);
      for (const first of [0, 3]) {
        x = graph.apply('linear', `classifier.${first}`, [x], { outFeatures: 4096 });
        x = activation(graph, `classifier.${first + 1}`, x, 'relu');
        x = graph.apply('dropout', `classifier.${first + 2}`, [x], { rate: 0.5 });
      }
      return graph.apply('linear', 'classifier.6', [x], { outFeatures: classes });
    },
  });
}
