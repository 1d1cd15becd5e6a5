// Convolutions of every kind, forward and for both gradients.
import type { Conv2dShape, Precision } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** Channels in and out, edge of the image, edge of the window, stride, batch, groups. */
type WindowSize = readonly [
  inChannels: number,
  outChannels: number,
  edge: number,
  kernel: number,
  stride: number,
  batch: number,
  groups?: number,
];

const windowSizes: Readonly<Record<string, readonly WindowSize[]>> = {
  '3×3': [
    [24, 24, 30, 3, 1, 1],
    [40, 40, 30, 3, 1, 4],
    [72, 72, 46, 3, 1, 1],
    [136, 136, 24, 3, 1, 1],
    [272, 272, 12, 3, 1, 1],
    [272, 272, 12, 3, 1, 4],
    [528, 528, 8, 3, 1, 1],
    [72, 72, 60, 3, 1, 2],
  ],
  '1×1': [
    [20, 88, 48, 1, 1, 1],
    [88, 20, 48, 1, 1, 1],
    [72, 288, 48, 1, 1, 1],
    [288, 72, 48, 1, 1, 1],
    [36, 208, 24, 1, 1, 4],
    [208, 36, 24, 1, 1, 4],
    [136, 560, 26, 1, 1, 1],
    [1040, 264, 13, 1, 1, 1],
    [336, 1200, 8, 1, 1, 1],
    [520, 2000, 8, 1, 1, 1],
  ],
  '1×1, strided': [
    [72, 136, 48, 1, 2, 1],
    [272, 528, 48, 1, 2, 1],
    [528, 1040, 24, 1, 2, 1],
  ],
  'windows, strided': [
    [3, 36, 192, 3, 2, 1],
    [3, 72, 192, 7, 2, 1],
    [72, 136, 48, 3, 2, 1],
    [136, 136, 48, 3, 2, 1],
    [272, 272, 24, 3, 2, 1],
    [528, 528, 12, 3, 2, 1],
    [3, 200, 96, 16, 16, 1],
  ],
  windows: [
    [1, 8, 24, 5, 1, 40],
    [8, 20, 16, 5, 1, 40],
    [36, 72, 30, 5, 1, 1],
  ],
  depthwise: [
    [36, 36, 96, 3, 1, 1, 36],
    [136, 136, 48, 3, 1, 1, 136],
    [136, 136, 48, 3, 1, 4, 136],
    [208, 208, 24, 3, 1, 4, 208],
    [400, 400, 12, 3, 1, 1, 400],
    [1000, 1000, 8, 3, 1, 1, 1000],
  ],
  'depthwise, strided': [
    [88, 88, 96, 3, 2, 1, 88],
    [136, 136, 48, 3, 2, 4, 136],
    [208, 208, 24, 3, 2, 1, 208],
    [600, 600, 12, 3, 2, 1, 600],
  ],
};

export function convolutionsBlocks(precision: Precision): readonly Block[] {
  const ops = [
    { op: 'conv2d', title: 'forward' },
    { op: 'conv2d-backward-data', title: 'gradient of the images' },
    { op: 'conv2d-backward-weights', title: 'gradient of the weights' },
  ] as const;
  return ops.flatMap(({ op, title }) =>
    Object.entries(windowSizes).map(([form, sizes]) =>
      sortedBlock(
        `training-${op}-${form}-${precision}`,
        `Convolution ${form}, ${title}, ${precision}`,
        sizes.map((size) => ({ op, ...windowShape(size, precision) })),
      ),
    ),
  );
}

function windowShape(size: WindowSize, precision: Precision): Conv2dShape {
  const [inChannels, outChannels, edge, kernel, stride, batch, groups = 1] = size;
  return {
    batch,
    inChannels,
    height: edge,
    width: edge,
    outChannels,
    kernelHeight: kernel,
    kernelWidth: kernel,
    stride,
    // A window that is as wide as its stride cuts patches.
    padding: kernel === stride ? 0 : Math.floor(kernel / 2),
    groups,
    precision,
  };
}
