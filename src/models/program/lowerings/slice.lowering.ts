// A box of the input; its gradient stands between zeros. Where the operator holds only the sizes of what is taken and not
// where it begins, only taking all can be run.
import { sliceAttributes } from '../../operators/slice.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { boxCopy, sizesOf } from '../strides.ts';

export const lowering = copyLowering(
  'slice',
  sliceAttributes,
  (input, { sizes, starts }) => {
    const zeros = sizes.map(() => 0);
    return boxCopy(sizesOf(input), sizes, { sizes, from: starts ?? zeros, to: zeros });
  },
  (input, { sizes, starts }) =>
    starts !== undefined || input.every(({ size }, axis) => size === sizes[axis])
      ? undefined
      : 'A slice cannot be run: the model says how much it takes, and not where it begins.',
);
