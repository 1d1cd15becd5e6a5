// The copy that cuts images into windows, the other way round.
import { windowMergeAttributes } from '../../operators/window-merge.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { reversed, sizesOf } from '../strides.ts';
import { windowCopy } from '../window-copy.ts';

export const lowering = copyLowering('window-merge', windowMergeAttributes, (input, cut) => {
  const { height, width } = cut;
  const [windows = 0, tokens = 0, features = 0] = sizesOf(input);
  const batch = (windows * tokens) / (height * width);
  return reversed(windowCopy({ batch, features, height, width }, cut));
});
