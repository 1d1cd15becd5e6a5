// Adds a learned tensor to every example of the batch: the position table of a vision transformer.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const addParameterAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'add-parameter',
  label: 'learned offset',
  attributes: addParameterAttributes,
  parameters: ({ inputs }) => [{ name: '', shape: inputShape(inputs).slice(1) }],
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) =>
    streaming({
      reads: [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)),
    }),
  // The gradient of the input is that of the output; the parameter's sums over the batch.
  backwardWeights: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.parameters,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)),
    }),
});
