// batch × channels × pixels to batch × pixels × channels.
import { imageToTokensAttributes } from '../../operators/image-to-tokens.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { permutation, sizesOf } from '../strides.ts';

export const lowering = copyLowering('image-to-tokens', imageToTokensAttributes, (input) => {
  const [batch = 1, channels = 1, height = 1, width = 1] = sizesOf(input);
  return permutation([batch, channels, height * width], [0, 2, 1]);
});
