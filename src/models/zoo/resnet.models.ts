// Residual networks for ImageNet, and their kin with grouped or wide bottlenecks.
import { defineResNet } from './families/resnet.ts';

const HE =
  'He et al., Deep Residual Learning for Image Recognition, arXiv 1512.03385; as in torchvision';
const XIE =
  'Xie et al., Aggregated Residual Transformations for Deep Neural Networks, arXiv 1611.05431; as in torchvision';
const ZAGORUYKO =
  'Zagoruyko and Komodakis, Wide Residual Networks, arXiv 1605.07146; as in torchvision';

const resNet = { family: 'ResNet', year: 2015, source: HE } as const;
const resNeXt = { family: 'ResNeXt', year: 2016, source: XIE, kind: 'bottleneck' } as const;
const wide = {
  family: 'Wide ResNet',
  year: 2016,
  source: ZAGORUYKO,
  kind: 'bottleneck',
  widthPerGroup: 128,
} as const;

/** Blocks of each stage by depth: table 1 of He et al. */
const BLOCKS = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
} as const;

const resNets = ([18, 34, 50, 101, 152] as const).map((depth) =>
  defineResNet({
    ...resNet,
    id: `resnet${depth}`,
    name: `ResNet-${depth}`,
    kind: depth < 50 ? 'basic' : 'bottleneck',
    blocks: BLOCKS[depth],
  }),
);

const resNeXts = (
  [
    [50, 32, 4],
    [101, 32, 8],
    [101, 64, 4],
  ] as const
).map(([depth, groups, widthPerGroup]) =>
  defineResNet({
    ...resNeXt,
    id: `resnext${depth}-${groups}x${widthPerGroup}d`,
    name: `ResNeXt-${depth} ${groups}×${widthPerGroup}d`,
    groups,
    widthPerGroup,
    blocks: BLOCKS[depth],
  }),
);

const wideResNets = ([50, 101] as const).map((depth) =>
  defineResNet({
    ...wide,
    id: `wide-resnet${depth}-2`,
    name: `Wide ResNet-${depth}-2`,
    blocks: BLOCKS[depth],
  }),
);

export const models = [...resNets, ...resNeXts, ...wideResNets];
