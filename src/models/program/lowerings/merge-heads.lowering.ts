// batch × heads × tokens × features to batch × tokens × (heads · features).
import { mergeHeadsAttributes } from '../../operators/merge-heads.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { permutation, sizesOf } from '../strides.ts';

export const lowering = copyLowering('merge-heads', mergeHeadsAttributes, (input) =>
  permutation(sizesOf(input), [0, 2, 1, 3]),
);
