// What is normalised, summed or compared along rows and channels.
import type { Precision } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** Rows and columns of what is normalised along its rows: tokens and features. */
const rowSizes = [
  [40, 240],
  [72, 880],
  [240, 560],
  [336, 640],
  [1120, 640],
] as const;

/** Tokens of all heads, and the tokens that each looks at. */
const scoreSizes = [
  [480, 48],
  [240, 240],
  [1120, 112],
  [1116, 186],
  [2400, 112],
  [5376, 224],
] as const;

/** Positions of those that are tuned: rows that a few lanes share, and rows that are no whole vectors. */
const SHORT_ROWS = 0;
const UNEVEN_ROWS = 3;

/** Images or tokens, and features: the gradients of biases. */
const sumSizes = [
  [20, 56],
  [40, 14],
  [40, 240],
  [112, 640],
  [240, 2400],
  [48, 4000],
] as const;

const lossSizes = [
  [1, 880],
  [40, 14],
  [24, 880],
  [112, 3200],
  [24, 40_000],
] as const;

/** Batch, channels and pixels of each. */
const channelSizes = [
  [1, 36, 9216],
  [1, 100, 3600],
  [1, 72, 2304],
  [4, 208, 576],
  [1, 272, 576],
  [2, 136, 225],
  [1, 528, 49],
  [1, 1040, 81],
  [1, 1040, 196],
  [1, 2000, 64],
  [8, 72, 2304],
] as const;

/** Positions of those that are tuned: planes of whole vectors, and others. */
const EVEN_CHANNELS = 4;
const UNEVEN_CHANNELS = 5;

export function rowsBlocks(precision: Precision): readonly Block[] {
  const along = (
    op: 'softmax' | 'softmax-gradient' | 'layer-normalization-gradient',
    title: string,
  ) =>
    sortedBlock(
      `training-${op}-${precision}`,
      `${title}, ${precision}`,
      (op === 'layer-normalization-gradient' ? rowSizes : scoreSizes).map(([n, columns]) => ({
        op,
        rows: n,
        columns,
        precision,
      })),
      op === 'layer-normalization-gradient' ? [] : [SHORT_ROWS, UNEVEN_ROWS],
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
      [EVEN_CHANNELS, UNEVEN_CHANNELS],
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
      sumSizes.map(([outer, columns]) => ({
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
      [EVEN_CHANNELS, UNEVEN_CHANNELS],
    ),
  ];
}
