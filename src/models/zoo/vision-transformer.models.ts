// Vision transformers, base, large and huge: table 1 of the paper. The number behind the slash is the patch.
import { defineVisionTransformer } from './families/vision-transformer.ts';

const BASE = { layers: 12, hidden: 768, heads: 12, feedForward: 3072 };
const LARGE = { layers: 24, hidden: 1024, heads: 16, feedForward: 4096 };
const HUGE = { layers: 32, hidden: 1280, heads: 16, feedForward: 5120 };

export const models = [
  defineVisionTransformer({ ...BASE, id: 'vit-b-16', name: 'ViT-B/16', patch: 16 }),
  defineVisionTransformer({ ...BASE, id: 'vit-b-32', name: 'ViT-B/32', patch: 32 }),
  defineVisionTransformer({ ...LARGE, id: 'vit-l-16', name: 'ViT-L/16', patch: 16 }),
  defineVisionTransformer({ ...LARGE, id: 'vit-l-32', name: 'ViT-L/32', patch: 32 }),
  defineVisionTransformer({
    ...HUGE,
    id: 'vit-h-14',
    name: 'ViT-H/14',
    patch: 14,
    // torchvision has these weights fine-tuned end to end first, at 518 pixels.
    imageSize: 518,
  }),
];
