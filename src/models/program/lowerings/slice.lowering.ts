// The operator holds the sizes of what is taken and not where it begins: only taking all can be run.
import { sliceAttributes } from '../../operators/slice.operator.ts';
import { defineLowering } from '../lowering.ts';
import { viewLowering } from '../view-lowering.ts';

const view = viewLowering('slice', sliceAttributes);

export const lowering = defineLowering({
  operator: 'slice',
  attributes: sliceAttributes,
  unsupported: ({ inputs: [input], attributes: { sizes } }) =>
    input?.shape.every(({ size }, axis) => size === sizes[axis]) === true
      ? undefined
      : 'A slice cannot be run: the model says how much it takes, and not where it begins.',
  lower: (call) => view.lower({ ...call, attributes: { sizes: call.attributes.sizes } }),
});
