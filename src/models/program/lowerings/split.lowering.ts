// Cuts an axis into parts, each copied to where the next kernel finds it contiguous.
import { splitAttributes } from '../../operators/split.operator.ts';
import { axisIndex } from '../../shapes.ts';
import { splitLowering } from '../split-lowering.ts';

export const lowering = splitLowering('split', splitAttributes, (input, given) => {
  const axis = axisIndex(input, given.axis);
  const size = input[axis]?.size ?? 0;
  const equal = Array.from({ length: given.parts }, () => size / given.parts);
  return { axis, counts: given.sizes ?? equal };
});
