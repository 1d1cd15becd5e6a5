// The gradient of what was repeated: the sum over its repetitions.
import { type CopyContext, emitCopy } from './copy-lowering.ts';
import type { Value } from './program.ts';
import { type Copy, permutation, product } from './strides.ts';

/** Sums over the axes that the copy repeats; where others stand on both sides of them, they go first. */
export function sumOfRepetitions(
  context: CopyContext,
  { sizes, sourceStrides, sourceLength }: Copy,
  dy: Value,
): Value {
  const axes = sizes.map((_, axis) => axis);
  const kept = axes.filter((axis) => sourceStrides[axis] !== 0);
  const first = kept[0] ?? axes.length;
  const last = kept.at(-1) ?? axes.length - 1;
  const areNeighbours = last - first === kept.length - 1;
  const repeated = axes.filter((axis) => sourceStrides[axis] === 0);
  const x = areNeighbours
    ? dy
    : emitCopy(context, 'backwardData', permutation(sizes, [...repeated, ...kept]), dy);
  const outer = areNeighbours ? product(sizes.slice(0, first)) : product(sizes) / sourceLength;
  const inner = areNeighbours ? product(sizes.slice(last + 1)) : 1;
  const { emit, precision } = context;
  const dx = emit.value('dx', sourceLength);
  emit.run(
    'backwardData',
    { op: 'sum', outer, columns: sourceLength, inner, precision },
    { reads: { x }, writes: { y: dx } },
  );
  return dx;
}
