// RegNetX and RegNetY in the sizes of torchvision, which are named by their MACs.
import { defineRegNet } from './families/regnet.ts';

/** Size, blocks, first width, slope, step, width of a group. */
const X = [
  ['400MF', 22, 24, 24.48, 2.54, 16],
  ['800MF', 16, 56, 35.73, 2.28, 16],
  ['1.6GF', 18, 80, 34.01, 2.25, 24],
  ['3.2GF', 25, 88, 26.31, 2.25, 48],
  ['8GF', 23, 80, 49.56, 2.88, 120],
  ['16GF', 22, 216, 55.59, 2.1, 128],
  ['32GF', 23, 320, 69.86, 2.0, 168],
] as const;

const Y = [
  ['400MF', 16, 48, 27.89, 2.09, 8],
  ['800MF', 14, 56, 38.84, 2.4, 16],
  ['1.6GF', 27, 48, 20.71, 2.65, 24],
  ['3.2GF', 21, 80, 42.63, 2.66, 24],
  ['8GF', 17, 192, 76.82, 2.19, 56],
  ['16GF', 18, 200, 106.23, 2.48, 112],
  ['32GF', 20, 232, 115.89, 2.53, 232],
  ['128GF', 27, 456, 160.83, 2.52, 264],
] as const;

function sizes(letter: 'X' | 'Y', rows: typeof X | typeof Y) {
  return rows.map(([size, depth, firstWidth, slope, step, groupWidth]) =>
    defineRegNet({
      id: `regnet-${letter}-${size}`.toLowerCase().replace('.', '-'),
      name: `RegNet${letter} ${size}`,
      depth,
      firstWidth,
      slope,
      step,
      groupWidth,
      squeezeExcitation: letter === 'Y',
    }),
  );
}

export const models = [...sizes('X', X), ...sizes('Y', Y)];
