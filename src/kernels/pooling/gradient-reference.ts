// The gradient of one pixel in float64: what every window that it lies in gives it.
import { pool2dOutputSize, type Pool2dGradientProblem } from '../../shared/problem.ts';
import type { DecodedBuffer, DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { singleReference } from '../single-precision.ts';

/** Pixels of a window inside the image. */
interface Window {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function poolingGradientReference(
  problem: Pool2dGradientProblem,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { dy = [], x } = inputs;
  const { kind, kernel, stride, padding, height, width, precision } = problem;
  const output = pool2dOutputSize(problem);
  const column = index % width;
  const row = Math.floor(index / width) % height;
  const plane = Math.floor(index / (width * height));
  let value = 0;
  let magnitude = 0;
  for (let i = 0; i < output.height; i++) {
    for (let j = 0; j < output.width; j++) {
      const window = {
        top: Math.max(i * stride - padding, 0),
        bottom: Math.min(i * stride - padding + kernel, height),
        left: Math.max(j * stride - padding, 0),
        right: Math.min(j * stride - padding + kernel, width),
      };
      const { top, bottom, left, right } = window;
      if (row < top || row >= bottom || column < left || column >= right) continue;
      const gradient = dy[(plane * output.height + i) * output.width + j] ?? NaN;
      const share =
        kind === 'average'
          ? 1 / ((bottom - top) * (right - left))
          : Number(firstMaximum(x ?? new Float32Array(), problem, plane, window) === index);
      value += gradient * share;
      magnitude += Math.abs(gradient) * share;
    }
  }
  return singleReference(value, magnitude, precision);
}

/** Where the largest value of a window stands first, row by row. */
function firstMaximum(
  x: DecodedBuffer,
  { height, width }: Pool2dGradientProblem,
  plane: number,
  { top, bottom, left, right }: Window,
): number {
  let first = -1;
  let highest = -Infinity;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const index = (plane * height + row) * width + column;
      const value = x[index] ?? NaN;
      if (value <= highest) continue;
      highest = value;
      first = index;
    }
  }
  return first;
}
