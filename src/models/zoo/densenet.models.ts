// DenseNet-BC for ImageNet: table 1 of the paper, and the wider 161 of its released models.
import { defineDenseNet } from './families/densenet.ts';

const narrow = { growth: 32, stemChannels: 64 };

export const models = [
  defineDenseNet({ ...narrow, id: 'densenet121', name: 'DenseNet-121', layers: [6, 12, 24, 16] }),
  defineDenseNet({
    id: 'densenet161',
    name: 'DenseNet-161',
    growth: 48,
    stemChannels: 96,
    layers: [6, 12, 36, 24],
  }),
  defineDenseNet({ ...narrow, id: 'densenet169', name: 'DenseNet-169', layers: [6, 12, 32, 32] }),
  defineDenseNet({ ...narrow, id: 'densenet201', name: 'DenseNet-201', layers: [6, 12, 48, 32] }),
];
