// ConvNeXt in four sizes: section 3 of the paper; rates of stochastic depth as in torchvision.
import { defineConvNext } from './families/convnext.ts';

export const models = [
  defineConvNext({
    id: 'convnext-tiny',
    name: 'ConvNeXt-T',
    channels: 96,
    blocks: [3, 3, 9, 3],
    stochasticDepth: 0.1,
  }),
  defineConvNext({
    id: 'convnext-small',
    name: 'ConvNeXt-S',
    channels: 96,
    blocks: [3, 3, 27, 3],
    stochasticDepth: 0.4,
  }),
  defineConvNext({
    id: 'convnext-base',
    name: 'ConvNeXt-B',
    channels: 128,
    blocks: [3, 3, 27, 3],
    stochasticDepth: 0.5,
  }),
  defineConvNext({
    id: 'convnext-large',
    name: 'ConvNeXt-L',
    channels: 192,
    blocks: [3, 3, 27, 3],
    stochasticDepth: 0.5,
  }),
];
