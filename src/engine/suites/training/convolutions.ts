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

interface Windows {
  readonly sizes: readonly WindowSize[];
  /** Those that are tuned. */
  readonly tuned: readonly WindowSize[];
}

const windows: Readonly<Record<string, Windows>> = {
  '3×3': {
    sizes: [
      [3, 20, 60, 3, 1, 2],
      [12, 24, 44, 3, 1, 1],
      [24, 24, 30, 3, 1, 1],
      [72, 72, 60, 3, 1, 1],
      [72, 136, 20, 3, 1, 1],
      [88, 88, 10, 3, 1, 2],
      [136, 136, 30, 3, 1, 1],
      [528, 528, 8, 3, 1, 1],
    ],
    tuned: [
      [40, 40, 30, 3, 1, 4],
      [264, 264, 15, 3, 1, 1],
      // Few pixels and many channels, as networks end.
      [400, 400, 6, 3, 1, 1],
    ],
  },
  '1×1': {
    sizes: [
      [20, 112, 100, 1, 1, 1],
      [112, 20, 60, 1, 1, 1],
      [72, 288, 48, 1, 1, 1],
      [288, 72, 48, 1, 1, 1],
      [36, 208, 24, 1, 1, 1],
      [208, 36, 24, 1, 1, 1],
      [36, 208, 24, 1, 1, 4],
      [136, 560, 26, 1, 1, 1],
      [560, 136, 26, 1, 1, 1],
      [72, 400, 13, 1, 1, 1],
      [400, 72, 13, 1, 1, 1],
      [264, 1040, 13, 1, 1, 1],
      [176, 1000, 8, 1, 1, 1],
      [1000, 176, 8, 1, 1, 1],
      [520, 2000, 8, 1, 1, 1],
      [2000, 520, 8, 1, 1, 1],
    ],
    tuned: [
      [88, 20, 48, 1, 1, 1],
      [208, 36, 24, 1, 1, 4],
      [1040, 264, 13, 1, 1, 1],
    ],
  },
  '1×1, strided': {
    sizes: [
      [72, 136, 48, 1, 2, 1],
      [72, 136, 48, 1, 2, 4],
      [264, 520, 12, 1, 2, 1],
      [272, 528, 48, 1, 2, 1],
      [528, 1040, 24, 1, 2, 1],
    ],
    tuned: [[136, 264, 30, 1, 2, 1]],
  },
  'windows, strided': {
    sizes: [
      [3, 36, 192, 3, 2, 1],
      [72, 136, 48, 3, 2, 1],
      [72, 72, 48, 3, 2, 4],
      [136, 136, 48, 3, 2, 1],
      [272, 272, 24, 3, 2, 1],
      [264, 520, 12, 3, 2, 1],
      [3, 440, 128, 16, 16, 2],
    ],
    tuned: [
      [3, 72, 192, 7, 2, 1],
      [136, 264, 30, 3, 2, 1],
      [3, 200, 96, 16, 16, 1],
    ],
  },
  windows: {
    sizes: [
      [4, 12, 20, 5, 1, 56],
      [6, 12, 18, 5, 1, 40],
      [36, 72, 30, 5, 1, 1],
    ],
    tuned: [
      [1, 8, 24, 5, 1, 40],
      [8, 20, 16, 5, 1, 40],
    ],
  },
  depthwise: {
    sizes: [
      [36, 36, 96, 3, 1, 1, 36],
      [100, 100, 60, 3, 1, 1, 100],
      [136, 136, 48, 3, 1, 4, 136],
      [208, 208, 24, 3, 1, 4, 208],
      [600, 600, 15, 3, 1, 1, 600],
      [1000, 1000, 8, 3, 1, 1, 1000],
    ],
    tuned: [
      [136, 136, 48, 3, 1, 1, 136],
      [400, 400, 12, 3, 1, 1, 400],
    ],
  },
  'depthwise, strided': {
    sizes: [
      [88, 88, 96, 3, 2, 1, 88],
      [136, 136, 48, 3, 2, 4, 136],
      [600, 600, 12, 3, 2, 1, 600],
    ],
    tuned: [[208, 208, 30, 3, 2, 1, 208]],
  },
};

export function convolutionsBlocks(precision: Precision): readonly Block[] {
  const ops = [
    { op: 'conv2d', title: 'forward' },
    { op: 'conv2d-backward-data', title: 'gradient of the images' },
    { op: 'conv2d-backward-weights', title: 'gradient of the weights' },
  ] as const;
  return ops.flatMap(({ op, title }) =>
    Object.entries(windows).map(([form, { sizes, tuned }]) => {
      const problemOf = (size: WindowSize) => ({ op, ...windowShape(size, precision) });
      return sortedBlock(
        `training-${op}-${form}-${precision}`,
        `Convolution ${form}, ${title}, ${precision}`,
        [...tuned, ...sizes].map(problemOf),
        [...tuned.keys()],
      );
    }),
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
