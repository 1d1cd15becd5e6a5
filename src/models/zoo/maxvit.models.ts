// MaxViT, tiny: the only size that torchvision has.
import { defineMaxVit } from './families/maxvit.ts';

export const models = [
  defineMaxVit({
    id: 'maxvit-t',
    name: 'MaxViT-T',
    stemChannels: 64,
    blocks: [
      [64, 2],
      [128, 2],
      [256, 5],
      [512, 2],
    ],
    partition: 7,
    headFeatures: 32,
    stochasticDepth: 0.2,
  }),
];
