// The first `count` tokens of each example: the class token is the first. BERT's masked positions, which the
// operator counts without naming them, are the first ones here as well.
import { takeTokensAttributes } from '../../operators/take-tokens.operator.ts';
import { axisIndex } from '../../shapes.ts';
import { copyLowering } from '../copy-lowering.ts';
import { part, sizesOf } from '../strides.ts';

export const lowering = copyLowering('take-tokens', takeTokensAttributes, (input, { count }) =>
  part(sizesOf(input), axisIndex(input, 'tokens'), { start: 0, count }),
);
