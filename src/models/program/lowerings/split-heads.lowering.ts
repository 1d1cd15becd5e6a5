// batch × tokens × (heads · features) to batch × heads × tokens × features. The operator counts it as a view that
// products read with strides; kernels here read contiguous operands, so that it is copied.
import { splitHeadsAttributes } from '../../operators/split-heads.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { permutation, sizesOf } from '../strides.ts';

export const lowering = copyLowering('split-heads', splitHeadsAttributes, (input, { heads }) => {
  const [batch = 1, tokens = 1, features = 1] = sizesOf(input);
  return permutation([batch, tokens, heads, features / heads], [0, 2, 1, 3]);
});
