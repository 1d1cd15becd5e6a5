// ResNet-18.
import { defineResNet } from './families/resnet.ts';

export const model = defineResNet({
  id: 'resnet18',
  name: 'ResNet-18',
  kind: 'basic',
  blocks: [2, 2, 2, 2],
});
