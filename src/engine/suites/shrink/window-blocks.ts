// What surrounds a convolution whose weights are compressed: the image is padded, and every window copied out, as a
// column for sparse weights and as a row for quantized ones.
import type { Precision, Problem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from '../training/sorted-block.ts';

/** Channels, edge of the image, edge of the window, stride. */
type WindowSize = readonly [channels: number, edge: number, kernel: number, stride: number];

const windowSizes: readonly WindowSize[] = [
  [20, 30, 3, 1],
  [72, 48, 3, 1],
  [264, 15, 3, 1],
  [520, 8, 3, 1],
  [3, 96, 7, 2],
  [136, 30, 3, 2],
  [528, 12, 3, 2],
];

/** A large image and a small one. */
const TUNED = [1, 3];

export function windowBlocks(precision: Precision): readonly Block[] {
  const block = (id: string, title: string, copyOf: (size: WindowSize) => Problem) =>
    sortedBlock(
      `shrink-${id}-${precision}`,
      `${title}, ${precision}`,
      windowSizes.map(copyOf),
      TUNED,
    );
  return [
    block('padding', 'Padded images', (size) => padding(size, precision)),
    block('window-columns', 'Windows as columns', (size) => columns(size, precision)),
    block('window-rows', 'Windows as rows', (size) => rows(size, precision)),
  ];
}

function padding([channels, edge, kernel]: WindowSize, precision: Precision): Problem {
  const border = Math.floor(kernel / 2);
  const padded = edge + 2 * border;
  return {
    op: 'rearrange',
    sizes: [channels, edge, edge],
    sourceStrides: [edge ** 2, edge, 1],
    targetStrides: [padded ** 2, padded, 1],
    sourceOffset: 0,
    targetOffset: border * (padded + 1),
    sourceLength: channels * edge ** 2,
    targetLength: channels * padded ** 2,
    mode: 'clear',
    precision,
  };
}

function columns(size: WindowSize, precision: Precision): Problem {
  const { channels, padded, kernel, stride, places } = measuresOf(size);
  const sizes = [channels, kernel, kernel, places, places];
  const sourceStrides = [padded ** 2, padded, 1, stride * padded, stride];
  return windowCopy(sizes, sourceStrides, channels * padded ** 2, precision);
}

function rows(size: WindowSize, precision: Precision): Problem {
  const { channels, padded, kernel, stride, places } = measuresOf(size);
  const sizes = [places, places, channels, kernel, kernel];
  const sourceStrides = [stride * padded, stride, padded ** 2, padded, 1];
  return windowCopy(sizes, sourceStrides, channels * padded ** 2, precision);
}

function measuresOf([channels, edge, kernel, stride]: WindowSize) {
  const padded = edge + 2 * Math.floor(kernel / 2);
  return { channels, padded, kernel, stride, places: Math.floor((padded - kernel) / stride) + 1 };
}

/** Into a target without gaps. */
function windowCopy(
  sizes: number[],
  sourceStrides: number[],
  sourceLength: number,
  precision: Precision,
): Problem {
  const targetStrides = sizes.map((_, axis) =>
    sizes.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  return {
    op: 'rearrange',
    sizes,
    sourceStrides,
    targetStrides,
    sourceOffset: 0,
    targetOffset: 0,
    sourceLength,
    targetLength: sizes.reduce((product, size) => product * size, 1),
    mode: 'write',
    precision,
  };
}
