// A view: the same values in the same order.
import { flattenAttributes } from '../../operators/flatten.operator.ts';
import { viewLowering } from '../view-lowering.ts';

export const lowering = viewLowering('flatten', flattenAttributes);
