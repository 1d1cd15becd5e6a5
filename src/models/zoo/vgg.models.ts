// VGG with sixteen weight layers (configuration D), without batch normalisation.
import { defineImageModel } from './define-model.ts';
import { activation, adaptiveMeanPool, convolution, maxPool } from './families/convolutions.ts';

/** Output channels of the 3×3 convolutions; each stage ends in a 2×2 maximum. */
const STAGES = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
] as const;

const model = defineImageModel({
  id: 'vgg16',
  name: 'VGG-16',
  family: 'VGG',
  year: 2014,
  source:
    'Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv 1409.1556; as in torchvision',
  minimumImageSize: 32,
  network: (graph, image, classes) => {
    let x = image;
    let index = 0;
    for (const stage of STAGES) {
      for (const outChannels of stage) {
        const spec = { outChannels, kernel: 3, padding: 1, bias: true };
        x = convolution(graph, `features.${index++}`, x, spec);
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

export const models = [model];
