// ShuffleNetV2 at four widths: table 5 of the paper.
import { defineShuffleNetV2 } from './families/shufflenet-v2.ts';

export const models = [
  defineShuffleNetV2({
    id: 'shufflenet-v2-x0-5',
    name: 'ShuffleNetV2 ×0.5',
    stages: [48, 96, 192],
    lastChannels: 1024,
  }),
  defineShuffleNetV2({
    id: 'shufflenet-v2-x1-0',
    name: 'ShuffleNetV2 ×1.0',
    stages: [116, 232, 464],
    lastChannels: 1024,
  }),
  defineShuffleNetV2({
    id: 'shufflenet-v2-x1-5',
    name: 'ShuffleNetV2 ×1.5',
    stages: [176, 352, 704],
    lastChannels: 1024,
  }),
  defineShuffleNetV2({
    id: 'shufflenet-v2-x2-0',
    name: 'ShuffleNetV2 ×2.0',
    stages: [244, 488, 976],
    lastChannels: 2048,
  }),
];
