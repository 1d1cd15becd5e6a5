// One element of a convolution in float64, measured against what Winograd's algorithm really adds up.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { sumReference } from '../precision.ts';
import { convolutionReference } from './convolution-reference.ts';

/**
 * What a result in an even or odd row (or column) of its tile sums in one dimension: a product of the outer
 * place, of two pixels and one weight, and two products of half the sum of all weights and two pixels.
 */
const TERMS = [
  [
    { pixels: [0, 2], weights: [0] },
    { pixels: [1, 2], weights: [0, 1, 2] },
  ],
  [
    { pixels: [1, 3], weights: [2] },
    { pixels: [1, 2], weights: [0, 1, 2] },
  ],
] as const;

/**
 * The value is that of the definition. The magnitude is |A|ᵀ(|G||g||G|ᵀ ⊙ |B|ᵀ|d||B|)|A| with the transforms
 * of Lavin and Gray ("Fast algorithms for convolutional neural networks", 2016), summed over channels: pixels
 * and weights of the whole tile are added up and cancel, and rounding is relative to these larger sums
 * (Barabasz, Anderson, Soodhalter and Gregg, "Error analysis and improving the accuracy of Winograd convolution
 * for deep neural networks", 2020). On random data it is about 7 times |w|·|x|.
 */
export function winogradReference(
  problem: Conv2dProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { value } = convolutionReference(problem, tunables, inputs, index);
  const { x = [], w = [] } = inputs;
  const { inChannels, outChannels, padding } = problem;
  const { height, width } = conv2dOutputSize(problem);
  const column = index % width;
  const row = Math.floor(index / width) % height;
  const plane = Math.floor(index / (width * height));
  const image = Math.floor(plane / outChannels);
  const firstY = row - (row % 2) - padding;
  const firstX = column - (column % 2) - padding;

  let magnitude = 0;
  for (let channel = 0; channel < inChannels; channel++) {
    const pixels = (image * inChannels + channel) * problem.height;
    const weights = ((plane % outChannels) * inChannels + channel) * 9;
    const pixel = (i: number, j: number): number => {
      const [y, x0] = [firstY + i, firstX + j];
      const outside = y < 0 || y >= problem.height || x0 < 0 || x0 >= problem.width;
      return outside ? 0 : (x[(pixels + y) * problem.width + x0] ?? NaN);
    };
    const weight = (i: number, j: number): number => w[weights + i * 3 + j] ?? NaN;
    for (const down of TERMS[row % 2 === 0 ? 0 : 1]) {
      for (const across of TERMS[column % 2 === 0 ? 0 : 1]) {
        magnitude +=
          absoluteSum(down.pixels, across.pixels, pixel) *
          absoluteSum(down.weights, across.weights, weight);
      }
    }
  }
  return sumReference(value, magnitude, problem.precision, tunables);
}

function absoluteSum(
  rows: readonly number[],
  columns: readonly number[],
  element: (row: number, column: number) => number,
): number {
  let sum = 0;
  for (const row of rows) for (const column of columns) sum += Math.abs(element(row, column));
  return sum;
}
