// The neighbours of a patch side by side: down each column first, as torchvision joins them.
import { patchMergeAttributes } from '../../operators/patch-merge.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { permutation, sizesOf } from '../strides.ts';

export const lowering = copyLowering('patch-merge', patchMergeAttributes, (input) => {
  const [batch = 0, height = 0, width = 0, features = 0] = sizesOf(input);
  return permutation([batch, height / 2, 2, width / 2, 2, features], [0, 1, 3, 4, 2, 5]);
});
