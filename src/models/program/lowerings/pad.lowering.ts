// What is kept is copied to its place between zeros.
import { padAttributes } from '../../operators/pad.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { boxCopy, sizesOf } from '../strides.ts';

export const lowering = copyLowering(
  'pad',
  padAttributes,
  (input, { before, after }) => {
    const sizes = sizesOf(input);
    const more = (amounts: readonly number[], axis: number) => amounts[axis] ?? 0;
    const cut = (amounts: readonly number[], axis: number) => Math.max(0, -more(amounts, axis));
    return boxCopy(
      sizes,
      sizes.map((size, axis) => size + more(before, axis) + more(after, axis)),
      {
        sizes: sizes.map((size, axis) => Math.max(0, size - cut(before, axis) - cut(after, axis))),
        from: sizes.map((_, axis) => cut(before, axis)),
        to: sizes.map((_, axis) => Math.max(0, more(before, axis))),
      },
    );
  },
  (_, { fill }) =>
    fill === undefined
      ? 'Padding cannot be run where the model does not say what it adds.'
      : undefined,
);
