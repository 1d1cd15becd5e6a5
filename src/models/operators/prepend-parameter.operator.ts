// Puts a learned vector in front of the tokens of every example: the class token of a vision transformer.
import * as v from 'valibot';
import { defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape, lastDimension, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const prependParameterAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'prepend-parameter',
  label: 'learned token',
  attributes: prependParameterAttributes,
  parameters: ({ inputs }) => [{ name: '', shape: [lastDimension(inputShape(inputs))] }],
  inferShapes: ({ inputs }) => {
    const [batch, tokens, features, ...more] = inputShape(inputs);
    if (!batch || !tokens || !features || more.length > 0) {
      return refuse('it needs batch × tokens × features.');
    }
    return [[batch, dimension('tokens', tokens.size + 1), features]];
  },
  forward: (call) =>
    streaming({
      reads: [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
    }),
  backwardData: (call) =>
    streaming({ reads: call.inputs, writes: call.inputs, elementBytes: call.elementBytes }),
  backwardWeights: (call) => {
    const rows = totalElements(call.outputs) - totalElements(call.inputs);
    return streaming({
      reads: [[dimension('first tokens', rows)]],
      writes: call.parameters,
      elementBytes: call.elementBytes,
      flops: rows,
    });
  },
});
