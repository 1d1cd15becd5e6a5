// One pooled value in float64, by its definition: padding never wins, and never counts in an average
// (PyTorch's count_include_pad=False).
import { pool2dOutputSize, type Pool2dProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { singleReference } from '../single-precision.ts';

export function poolingReference(
  problem: Pool2dProblem,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { x = [] } = inputs;
  const { kind, kernel, stride, padding, height, width, precision } = problem;
  const output = pool2dOutputSize(problem);
  const firstColumn = (index % output.width) * stride - padding;
  const firstRow = (Math.floor(index / output.width) % output.height) * stride - padding;
  const plane = Math.floor(index / (output.width * output.height));
  let highest = -Infinity;
  let sum = 0;
  let magnitude = 0;
  let count = 0;
  for (let row = Math.max(firstRow, 0); row < Math.min(firstRow + kernel, height); row++) {
    const start = (plane * height + row) * width;
    const end = Math.min(firstColumn + kernel, width);
    for (let column = Math.max(firstColumn, 0); column < end; column++) {
      const pixel = x[start + column] ?? NaN;
      highest = Math.max(highest, pixel);
      sum += pixel;
      magnitude += Math.abs(pixel);
      count++;
    }
  }
  return kind === 'max'
    ? { value: highest, magnitude: Math.abs(highest) }
    : singleReference(sum / count, magnitude / count, precision);
}
