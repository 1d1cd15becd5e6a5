// Multiplies every element by one constant.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const scaleAttributes = v.strictObject({
  /** Absent where the graph does not say it: the work is the same. */
  factor: v.optional(v.pipe(v.number(), v.finite())),
});

export const operator = defineOperator({
  name: 'scale',
  label: 'constant scale',
  attributes: scaleAttributes,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) =>
    streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)),
    }),
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)),
    }),
});
