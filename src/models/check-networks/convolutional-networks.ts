// LeNet, a stage of ResNet-18 and blocks of MobileNetV2.
import { GraphBuilder } from '../graph-builder.ts';
import { invertedResidual } from '../zoo/families/inverted-residual.ts';
import { residualBlock } from '../zoo/families/resnet.ts';
import type { CheckNetwork } from './check-network.ts';
import { finishClassifier, finishPart, imageInput } from './network-input.ts';

/** LeCun et al. 1998, with maxima and ReLU in place of means and tanh. */
const lenet: CheckNetwork = {
  id: 'lenet',
  name: 'LeNet-5, batch 64',
  batch: 64,
  optimizer: 'sgd-momentum',
  size: 'small',
  build: () => {
    const graph = new GraphBuilder();
    let x = imageInput(graph, 64, 1, 28);
    for (const [index, outChannels] of [6, 16].entries()) {
      const padding = index === 0 ? 2 : 0;
      const attributes = { outChannels, kernel: 5, padding, bias: true };
      x = graph.apply('conv2d', `conv${index + 1}`, [x], attributes);
      x = graph.apply('activation', `relu${index + 1}`, [x], { kind: 'relu' });
      x = graph.apply('pool', `pool${index + 1}`, [x], { kind: 'max', kernel: 2, stride: 2 });
    }
    x = graph.apply('flatten', 'flatten', [x]);
    for (const [index, outFeatures] of [120, 84].entries()) {
      x = graph.apply('linear', `fc${index + 1}`, [x], { outFeatures });
      x = graph.apply('activation', `relu${index + 3}`, [x], { kind: 'relu' });
    }
    x = graph.apply('linear', 'fc3', [x], { outFeatures: 10 });
    return finishClassifier(graph, 'lenet', 64, x);
  },
};

const residualStage: CheckNetwork = {
  id: 'resnet-stage',
  name: 'Second stage of ResNet-18, batch 4',
  batch: 4,
  optimizer: 'sgd-momentum',
  size: 'medium',
  build: () => {
    const graph = new GraphBuilder();
    let x = imageInput(graph, 4, 64, 56);
    for (const index of [0, 1]) {
      const stride = index === 0 ? 2 : 1;
      x = residualBlock(graph, `layer2.${index}`, x, { kind: 'basic' }, 128, stride);
    }
    return finishPart(graph, 'resnet-stage', 4, x);
  },
};

/** The fourth to sixth block of MobileNetV2. */
const mobileBlocks: CheckNetwork = {
  id: 'mobilenet-blocks',
  name: 'Three blocks of MobileNetV2, batch 4',
  batch: 4,
  optimizer: 'sgd-momentum',
  size: 'small',
  build: () => {
    const graph = new GraphBuilder();
    let x = imageInput(graph, 4, 24, 56);
    for (const [index, expanded] of [144, 192, 192].entries()) {
      x = invertedResidual(graph, `features.${index + 4}`, x, {
        expanded,
        outChannels: 32,
        kernel: 3,
        stride: index === 0 ? 2 : 1,
        activation: 'relu6',
        names: 'mobilenet-v2',
      });
    }
    return finishPart(graph, 'mobilenet-blocks', 4, x);
  },
};

export const convolutionalNetworks: readonly CheckNetwork[] = [lenet, mobileBlocks, residualStage];
