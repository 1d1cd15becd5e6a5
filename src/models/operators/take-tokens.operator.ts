// Takes some tokens of each example: the class token, or the masked positions of BERT's pre-training.
import * as v from 'valibot';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { axisIndex, dimension, inputShape, withAxis } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const takeTokensAttributes = v.strictObject({
  count: sizeAttribute,
  /** Drops the axis when one token is taken. */
  squeeze: v.optional(v.boolean(), false),
});

export const operator = defineOperator({
  name: 'take-tokens',
  label: 'take tokens',
  attributes: takeTokensAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const index = axisIndex(shape, 'tokens');
    const available = shape[index]?.size ?? 0;
    if (a.count > available) {
      refuse(`it takes ${a.count} tokens of ${available}. Use a longer sequence.`);
    }
    if (a.squeeze) {
      if (a.count !== 1) refuse(`it can only drop the axis of one token, not of ${a.count}.`);
      return [shape.filter((_, position) => position !== index)];
    }
    return [withAxis(shape, index, dimension('tokens', a.count))];
  },
  forward: (call) =>
    streaming({ reads: call.outputs, writes: call.outputs, elementBytes: call.elementBytes }),
  // The gradient of the tokens that were not taken is zero, and has to be written.
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
