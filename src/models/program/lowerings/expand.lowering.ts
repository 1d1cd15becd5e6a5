// Repeats axes; the gradient sums over the repetitions.
import { expandAttributes } from '../../operators/expand.operator.ts';
import { emitCopy } from '../copy-lowering.ts';
import { defineLowering } from '../lowering.ts';
import { sumOfRepetitions } from '../sum-of-repetitions.ts';
import { copyReason, keepsOrder, repetition, sizesOf } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'expand',
  attributes: expandAttributes,
  unsupported: ({ inputs: [input], attributes: { sizes } }) =>
    copyReason(repetition(sizesOf(input?.shape ?? []), sizes)),
  lower: (call) => {
    const [input] = call.inputs;
    if (!input) throw new Error('A repetition has an input.');
    const copy = repetition(sizesOf(input.shape), call.attributes.sizes);
    if (keepsOrder(copy)) {
      return { outputs: [input.value], backward: ({ gradients }) => gradients };
    }
    return {
      outputs: [emitCopy(call, 'forward', copy, input.value)],
      backward: ({ gradients: [dy], wanted: [wantsInput = false] }) =>
        dy === undefined || !wantsInput ? [] : [sumOfRepetitions(call, copy, dy)],
    };
  },
});
