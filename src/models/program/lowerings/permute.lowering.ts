// A copy with the axes in another order, or a view where only axes of size 1 move.
import { permuteAttributes } from '../../operators/permute.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { permutation, sizesOf } from '../strides.ts';

export const lowering = copyLowering('permute', permuteAttributes, (input, { order }) =>
  permutation(sizesOf(input), order),
);
