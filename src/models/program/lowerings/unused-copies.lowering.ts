// A view: its parameters are stored and never read, so their gradient is never written either.
import { unusedCopiesAttributes } from '../../operators/unused-copies.operator.ts';
import { viewLowering } from '../view-lowering.ts';

export const lowering = viewLowering('unused-copies', unusedCopiesAttributes);
