// Residual networks for ImageNet.
import { defineResNet } from './families/resnet.ts';

export const models = [
  defineResNet({ id: 'resnet18', name: 'ResNet-18', kind: 'basic', blocks: [2, 2, 2, 2] }),
  defineResNet({ id: 'resnet50', name: 'ResNet-50', kind: 'bottleneck', blocks: [3, 4, 6, 3] }),
];
