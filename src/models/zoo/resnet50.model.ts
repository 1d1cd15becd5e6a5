// ResNet-50.
import { defineResNet } from './families/resnet.ts';

export const model = defineResNet({
  id: 'resnet50',
  name: 'ResNet-50',
  kind: 'bottleneck',
  blocks: [3, 4, 6, 3],
});
