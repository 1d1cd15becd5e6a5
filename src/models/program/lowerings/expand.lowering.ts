// Repeats axes; the gradient sums over the repetitions.
import { expandAttributes } from '../../operators/expand.operator.ts';
import { type CopyContext, emitCopy } from '../copy-lowering.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';
import {
  type Copy,
  copyReason,
  keepsOrder,
  permutation,
  product,
  repetition,
  sizesOf,
} from '../strides.ts';

export const lowering = defineLowering({
  operator: 'expand',
  attributes: expandAttributes,
  unsupported: ({ inputs: [input], attributes: { sizes } }) =>
    copyReason(repetition(sizesOf(input?.shape ?? []), sizes)),
  lower: (call) => {
    const [input] = call.inputs;
    if (!input) throw new Error('A repetition has an input.');
    const copy = repetition(sizesOf(input.shape), call.attributes.sizes);
    if (keepsOrder(copy)) {
      return { outputs: [input.value], backward: ({ gradients }) => gradients };
    }
    return {
      outputs: [emitCopy(call, 'forward', copy, input.value)],
      backward: ({ gradients: [dy], wanted: [wantsInput = false] }) =>
        dy === undefined || !wantsInput ? [] : [sumOfRepetitions(call, copy, dy)],
    };
  },
});

/** Sums over the axes that the copy repeats; where others stand on both sides of them, they go first. */
function sumOfRepetitions(
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
