// AlexNet twice: in torchvision's one-tower form, and as the paper has it, in two towers that meet in the
// third convolution and with response normalisation.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { defineImageModel } from './define-model.ts';
import { activation, adaptiveMeanPool, convolution, maxPool } from './families/convolutions.ts';

const oneTower = defineImageModel({
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

/** Output channels, kernel, padding and towers of the convolutions after the first: section 3.5 of the paper. */
const CONVOLUTIONS = [
  [256, 5, 2, 2],
  [384, 3, 1, 1],
  [384, 3, 1, 2],
  [256, 3, 1, 2],
] as const;

const twoTowers = defineImageModel({
  id: 'alexnet-paper',
  name: 'AlexNet (paper)',
  family: 'AlexNet',
  year: 2012,
  source:
    'Krizhevsky et al., ImageNet Classification with Deep Convolutional Neural Networks, NeurIPS 2012; layer names of BVLC/caffe, models/bvlc_alexnet',
  minimumImageSize: 67,
  defaultImageSize: 227,
  notes: [
    'The two towers of the paper are two groups of channels.',
    'The paper says 224 pixels, but its 55 × 55 places follow from 227.',
    'The first fully connected layer reads all places of the last maps: at another image size its parameters change.',
  ],
  network: (graph, image, classes) => {
    const first = { outChannels: 96, kernel: 11, stride: 4, bias: true };
    let x = rectified(graph, 1, convolution(graph, 'conv1', image, first, 'conv1'));
    for (const [index, [outChannels, kernel, padding, groups]] of CONVOLUTIONS.entries()) {
      if (index < 2) x = normalisedAndPooled(graph, index + 1, x);
      const name = `conv${index + 2}`;
      const spec = { outChannels, kernel, padding, groups, bias: true };
      x = rectified(graph, index + 2, convolution(graph, name, x, spec, name));
    }
    x = maxPool(graph, 'pool5', x, 3, 2, 0, { block: 'conv5' });
    x = graph.apply('flatten', 'flatten', [x]);
    for (const index of [6, 7]) {
      const block = `fc${index}`;
      x = graph.apply('linear', block, [x], { outFeatures: 4096 }, { block });
      x = activation(graph, `relu${index}`, x, 'relu', block);
      x = graph.apply('dropout', `drop${index}`, [x], { rate: 0.5 }, { block });
    }
    return graph.apply('linear', 'fc8', [x], { outFeatures: classes }, { block: 'fc8' });
  },
});

function rectified(graph: GraphBuilder, index: number, input: Tensor): Tensor {
  return activation(graph, `relu${index}`, input, 'relu', `conv${index}`);
}

/** Over five neighbouring channels: section 3.3 of the paper. */
function normalisedAndPooled(graph: GraphBuilder, index: number, input: Tensor): Tensor {
  const block = `conv${index}`;
  const x = graph.apply('local-response-norm', `norm${index}`, [input], { size: 5 }, { block });
  return maxPool(graph, `pool${index}`, x, 3, 2, 0, { block });
}

export const models = [oneTower, twoTowers];
