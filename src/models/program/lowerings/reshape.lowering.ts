// A view: the same values in the same order.
import { reshapeAttributes } from '../../operators/reshape.operator.ts';
import { viewLowering } from '../view-lowering.ts';

export const lowering = viewLowering('reshape', reshapeAttributes);
