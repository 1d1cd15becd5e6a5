// Batched product over the last two axes, as torch.matmul: leading axes are aligned at the end and repeated where one
// has size 1 or lacks them. With `sharedB`, head h of A uses head ⌊h / (heads of A / heads of B)⌋ of B.
import type { TensorShape } from '../../../../src/models/graph.ts';
import { at, item, type Operator64, size, sizes } from '../operation64.ts';
import { unravel } from '../unravel.ts';

export const matmul: Operator64 = ({ attributes, inputs, outputShapes }) => {
  const [a, b] = [item(inputs, 0), item(inputs, 1)];
  const output = item(outputShapes, 0);
  const transposed = attributes['transposeB'] === true;
  const shared = attributes['sharedB'] === true;
  const [rows, depth, columns] = [size(a.shape, -2), size(a.shape, -1), size(output, -1)];
  const leading = output.slice(0, -2);
  const matrices = leading.reduce((product, axis) => product * axis.size, 1);
  const y = new Float64Array(matrices * rows * columns);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const index = unravel(sizes(leading), matrix);
    const aStart = matrixOf(index, leading, a.shape, false) * rows * depth;
    const bStart = matrixOf(index, leading, b.shape, shared) * depth * columns;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let k = 0; k < depth; k++) {
          const right = transposed ? column * depth + k : k * columns + column;
          sum += at(a.values, aStart + row * depth + k) * at(b.values, bStart + right);
        }
        y[(matrix * rows + row) * columns + column] = sum;
      }
    }
  }
  return [y];
};

/** Which matrix of an operand belongs to the output's matrix at `index`. */
function matrixOf(
  index: readonly number[],
  leading: TensorShape,
  shape: TensorShape,
  shared: boolean,
): number {
  const own = shape.slice(0, -2);
  const skipped = leading.length - own.length;
  return own.reduce((place, axis, position) => {
    const full = size(leading, skipped + position);
    const wanted = item(index, skipped + position);
    const used = shared ? Math.floor(wanted / (full / axis.size)) : axis.size === 1 ? 0 : wanted;
    return place * axis.size + used;
  }, 0);
}
