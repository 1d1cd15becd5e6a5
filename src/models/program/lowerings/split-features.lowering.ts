// Cuts the last axis into parts of given sizes, such as queries, keys and values.
import { splitFeaturesAttributes } from '../../operators/split-features.operator.ts';
import { splitLowering } from '../split-lowering.ts';

export const lowering = splitLowering(
  'split-features',
  splitFeaturesAttributes,
  (input, { sizes }) => ({ axis: input.length - 1, counts: sizes }),
);
