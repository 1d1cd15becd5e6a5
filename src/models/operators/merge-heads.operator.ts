// batch × heads × tokens × head features back to batch × tokens × features: a copy, since the next
// product needs its rows contiguous.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const mergeHeadsAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'merge-heads',
  label: 'merge heads',
  attributes: mergeHeadsAttributes,
  inferShapes: ({ inputs }) => {
    const shape = inputShape(inputs);
    const [batch, heads, tokens, features, ...more] = shape;
    if (!batch || !heads || !tokens || !features || more.length > 0) {
      return refuse(`it needs batch × heads × tokens × features and got ${shapeLabel(shape)}.`);
    }
    return [[batch, tokens, dimension('features', heads.size * features.size)]];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
