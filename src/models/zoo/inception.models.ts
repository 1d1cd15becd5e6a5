// Inception v3 as torchvision builds it, with the auxiliary head that only training uses.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { addLoss, defineImageModel } from './define-model.ts';
import { basicConvolution } from './families/basic-convolution.ts';
import { adaptiveMeanPool, maxPool } from './families/convolutions.ts';
import { moduleA, moduleB, moduleC, moduleD, moduleE } from './families/inception-modules.ts';

/** The head's mean over 5×5 with stride 3 must leave five places for its 5×5 convolution. */
const SMALLEST_AUXILIARY_INPUT = 17;

const model = defineImageModel({
  id: 'inception-v3',
  name: 'Inception v3',
  family: 'Inception',
  year: 2015,
  source:
    'Szegedy et al., Rethinking the Inception Architecture for Computer Vision, arXiv 1512.00567; as in torchvision',
  minimumImageSize: 75,
  defaultImageSize: 299,
  notes: [
    'The parameters include the auxiliary head, 3,326,696 for 1,000 classes, as published; it runs only in training, so that the published MACs leave it out.',
    'The auxiliary head fits from 299 pixels on; for smaller images it is left out with its parameters.',
    'The rescaling of the input that torchvision does for its pretrained weights is not part of the model.',
  ],
  network: (graph, image, classes) => {
    let x = basicConvolution(graph, 'Conv2d_1a_3x3', image, {
      outChannels: 32,
      kernel: 3,
      stride: 2,
    });
    x = basicConvolution(graph, 'Conv2d_2a_3x3', x, { outChannels: 32, kernel: 3 });
    x = basicConvolution(graph, 'Conv2d_2b_3x3', x, { outChannels: 64, kernel: 3, padding: 1 });
    x = maxPool(graph, 'maxpool1', x, 3, 2);
    x = basicConvolution(graph, 'Conv2d_3b_1x1', x, { outChannels: 80, kernel: 1 });
    x = basicConvolution(graph, 'Conv2d_4a_3x3', x, { outChannels: 192, kernel: 3 });
    x = maxPool(graph, 'maxpool2', x, 3, 2);
    x = moduleA(graph, 'Mixed_5b', x, 32);
    x = moduleA(graph, 'Mixed_5c', x, 64);
    x = moduleA(graph, 'Mixed_5d', x, 64);
    x = moduleB(graph, 'Mixed_6a', x);
    x = moduleC(graph, 'Mixed_6b', x, 128);
    x = moduleC(graph, 'Mixed_6c', x, 160);
    x = moduleC(graph, 'Mixed_6d', x, 160);
    x = moduleC(graph, 'Mixed_6e', x, 192);
    auxiliaryHead(graph, x, classes);
    x = moduleD(graph, 'Mixed_7a', x);
    x = moduleE(graph, 'Mixed_7b', x);
    x = moduleE(graph, 'Mixed_7c', x);
    x = adaptiveMeanPool(graph, 'avgpool', x, 1);
    x = graph.apply('dropout', 'dropout', [x], { rate: 0.5 });
    x = graph.apply('flatten', 'flatten', [x]);
    return graph.apply('linear', 'fc', [x], { outFeatures: classes });
  },
});

function auxiliaryHead(graph: GraphBuilder, input: Tensor, classes: number): void {
  if ((input.shape[2]?.size ?? 0) < SMALLEST_AUXILIARY_INPUT) return;
  const block = 'AuxLogits';
  const options = { block, trainingOnly: true, role: 'auxiliary-head' } as const;
  const mean = { kind: 'mean', kernel: 5, stride: 3 };
  let x = graph.apply('pool', `${block}.pool`, [input], mean, options);
  x = basicConvolution(graph, `${block}.conv0`, x, { outChannels: 128, kernel: 1 }, options);
  x = basicConvolution(graph, `${block}.conv1`, x, { outChannels: 768, kernel: 5 }, options);
  const whole = { kind: 'mean', outputSize: 1 };
  x = graph.apply('pool', `${block}.avgpool`, [x], whole, options);
  x = graph.apply('flatten', `${block}.flatten`, [x], {}, options);
  x = graph.apply('linear', `${block}.fc`, [x], { outFeatures: classes }, options);
  addLoss(graph, x, 'auxiliary_loss');
}

export const models = [model];
