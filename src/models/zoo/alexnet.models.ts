// AlexNet in torchvision's one-tower form, without the groups and response normalisation of the paper.
import { defineImageModel } from './define-model.ts';
import { activation, adaptiveMeanPool, convolution, maxPool } from './families/convolutions.ts';

const model = defineImageModel({
  id: 'alexnet',
  name: 'AlexNet',
  family: 'AlexNet',
  year: 2012,
  source:
    'Krizhevsky et al., ImageNet Classification with Deep Convolutional Neural Networks, NeurIPS 2012; one tower as in torchvision, after Krizhevsky, One weird trick for parallelizing convolutional neural networks, arXiv 1404.5997',
  minimumImageSize: 63,
  network: (graph, image, classes) => {
    const conv = { bias: true, kernel: 3, padding: 1 };
    let x = convolution(graph, 'features.0', image, {
      ...conv,
      outChannels: 64,
      kernel: 11,
      stride: 4,
      padding: 2,
    });
    x = activation(graph, 'features.1', x, 'relu');
    x = maxPool(graph, 'features.2', x, 3, 2);
    x = convolution(graph, 'features.3', x, { ...conv, outChannels: 192, kernel: 5, padding: 2 });
    x = activation(graph, 'features.4', x, 'relu');
    x = maxPool(graph, 'features.5', x, 3, 2);
    for (const [index, outChannels] of [384, 256, 256].entries()) {
      x = convolution(graph, `features.${6 + 2 * index}`, x, { ...conv, outChannels });
      x = activation(graph, `features.${7 + 2 * index}`, x, 'relu');
    }
    x = maxPool(graph, 'features.12', x, 3, 2);
    x = adaptiveMeanPool(graph, 'avgpool', x, 6);
    x = graph.apply('flatten', 'flatten', [x]);
    x = graph.apply('dropout', 'classifier.0', [x], { rate: 0.5 });
    x = graph.apply('linear', 'classifier.1', [x], { outFeatures: 4096 });
    x = activation(graph, 'classifier.2', x, 'relu');
    x = graph.apply('dropout', 'classifier.3', [x], { rate: 0.5 });
    x = graph.apply('linear', 'classifier.4', [x], { outFeatures: 4096 });
    x = activation(graph, 'classifier.5', x, 'relu');
    return graph.apply('linear', 'classifier.6', [x], { outFeatures: classes });
  },
});

export const models = [model];
