// Adds elements before and after each axis (constants, mirrored or repeated ones), or cuts where negative.
import * as v from 'valibot';
import { defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

const amount = v.pipe(v.number(), v.safeInteger());

export const padAttributes = v.strictObject({
  before: v.array(amount),
  after: v.array(amount),
  /** Absent where the graph does not say what it adds: the work is the same. */
  fill: v.optional(v.literal('zeros')),
});

export const operator = defineOperator({
  name: 'pad',
  label: 'padding',
  attributes: padAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    if (a.before.length !== shape.length || a.after.length !== shape.length) {
      refuse(`it pads ${a.before.length} axes of a tensor with ${shape.length}.`);
    }
    return [
      shape.map((axis, index) => {
        const size = axis.size + (a.before[index] ?? 0) + (a.after[index] ?? 0);
        if (size < 0) refuse(`it cuts more than the ${axis.size} elements of axis ${index}.`);
        return dimension(axis.name, size);
      }),
    ];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.inputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
