// Swin transformers, tiny, small and base, both versions; rates of stochastic depth as in torchvision.
import { defineSwin, type SwinSpec } from './families/swin.ts';

type Size = Pick<SwinSpec, 'features' | 'blocks' | 'heads' | 'stochasticDepth'> & {
  readonly letter: 'T' | 'S' | 'B';
};

const SIZES: readonly Size[] = [
  {
    letter: 'T',
    features: 96,
    blocks: [2, 2, 6, 2],
    heads: [3, 6, 12, 24],
    stochasticDepth: 0.2,
  },
  {
    letter: 'S',
    features: 96,
    blocks: [2, 2, 18, 2],
    heads: [3, 6, 12, 24],
    stochasticDepth: 0.3,
  },
  {
    letter: 'B',
    features: 128,
    blocks: [2, 2, 18, 2],
    heads: [4, 8, 16, 32],
    stochasticDepth: 0.5,
  },
];

const PADDING =
  'Images that do not fill whole windows are padded, and the padding is computed with.';
const MASK =
  'The mask of shifted windows depends on the image size alone and is taken as ready-made.';

const version1 = SIZES.map(({ letter, ...size }) =>
  defineSwin({
    ...size,
    id: `swin-${letter.toLowerCase()}`,
    name: `Swin-${letter}`,
    version: 1,
    year: 2021,
    source:
      'Liu et al., Swin Transformer: Hierarchical Vision Transformer using Shifted Windows, arXiv 2103.14030; as in torchvision',
    imageSize: 224,
    window: 7,
    notes: [PADDING, MASK],
  }),
);

const version2 = SIZES.map(({ letter, ...size }) =>
  defineSwin({
    ...size,
    id: `swin-v2-${letter.toLowerCase()}`,
    name: `SwinV2-${letter}`,
    version: 2,
    year: 2021,
    source:
      'Liu et al., Swin Transformer V2: Scaling Up Capacity and Resolution, arXiv 2111.09883; as in torchvision',
    imageSize: 256,
    window: 8,
    notes: [
      'The network that computes the position biases (cpb_mlp) is counted, as in the published figures. It runs once in a forward pass, whatever the batch; it could be replaced by a stored table.',
      PADDING,
      MASK,
    ],
  }),
);

export const models = [...version1, ...version2];
