// What is normalised, summed or compared along rows and channels.
import type { Precision } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** Rows and columns of what is normalised or summed along its rows. */
const rowSizes = [
  [40, 240],
  [240, 240],
  [72, 880],
  [336, 640],
  [1120, 640],
  [2400, 112],
] as const;

const lossSizes = [
  [1, 880],
  [40, 12],
  [24, 880],
  [112, 3200],
  [24, 40_000],
] as const;

/** Batch, channels and pixels of each. */
const channelSizes = [
  [1, 36, 9216],
  [1, 72, 2304],
  [4, 208, 576],
  [1, 272, 576],
  [1, 1040, 196],
  [1, 2000, 64],
  [8, 72, 2304],
] as const;

export function rowsBlocks(precision: Precision): readonly Block[] {
  const along = (
    op: 'softmax' | 'softmax-gradient' | 'layer-normalization-gradient',
    title: string,
  ) =>
    sortedBlock(
      `training-${op}-${precision}`,
      `${title}, ${precision}`,
      rowSizes.map(([n, columns]) => ({ op, rows: n, columns, precision })),
    );
  const channels = (
    op: 'batch-normalization-training' | 'batch-normalization-gradient',
    title: string,
  ) =>
    sortedBlock(
      `training-${op}-${precision}`,
      `${title}, ${precision}`,
      channelSizes.map(([batch, count, inner]) => ({
        op,
        batch,
        channels: count,
        inner,
        precision,
      })),
    );
  return [
    along('softmax', 'Softmax'),
    along('softmax-gradient', 'Gradient of softmax'),
    sortedBlock(
      `training-layer-normalization-${precision}`,
      `Layer normalisation, ${precision}`,
      rowSizes.map(([n, columns]) => ({
        op: 'normalization',
        kind: 'layer',
        rows: n,
        columns,
        precision,
      })),
    ),
    along('layer-normalization-gradient', 'Gradient of layer normalisation'),
    sortedBlock(
      `training-cross-entropy-${precision}`,
      `Loss and its gradient, ${precision}`,
      lossSizes.map(([n, columns]) => ({ op: 'cross-entropy', rows: n, columns, precision })),
    ),
    channels('batch-normalization-training', 'Batch normalisation in training'),
    channels('batch-normalization-gradient', 'Gradient of batch normalisation'),
    sortedBlock(
      `training-sum-rows-${precision}`,
      `Sum of rows, ${precision}`,
      [...rowSizes, [48, 4000] as const].map(([outer, columns]) => ({
        op: 'sum',
        outer,
        columns,
        inner: 1,
        precision,
      })),
    ),
    sortedBlock(
      `training-sum-pixels-${precision}`,
      `Sum of pixels, ${precision}`,
      channelSizes.map(([outer, columns, inner]) => ({
        op: 'sum',
        outer,
        columns,
        inner,
        precision,
      })),
    ),
  ];
}
