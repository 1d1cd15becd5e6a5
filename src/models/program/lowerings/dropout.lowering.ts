// Each value is drawn by itself.
import { dropoutAttributes } from '../../operators/dropout.operator.ts';
import { lowerDropout } from '../dropout-lowering.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'dropout',
  attributes: dropoutAttributes,
  lower: (call) => lowerDropout(call, call.attributes.rate, 1),
});
