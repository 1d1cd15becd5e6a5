// Rotary positions: pairs of features of queries and keys are turned by an angle that grows with the position.
import * as v from 'valibot';
import { defineOperator } from '../operator.ts';
import { dimension, inputShape, lastDimension, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** x · cos + x' · sin; the tables of cos and sin are made once for the whole model. */
const FLOPS = 3;

export const rotaryAttributes = v.strictObject({
  /** Of each head's features, from the front. */
  share: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 1),
});

export const operator = defineOperator({
  name: 'rotary',
  label: 'rotary positions',
  attributes: rotaryAttributes,
  inferShapes: ({ inputs }) => {
    lastDimension(inputShape(inputs));
    return inputs;
  },
  forward: (call) => {
    const first = inputShape(call.inputs);
    const turned = Math.floor(lastDimension(first).size * call.attributes.share);
    const table = [dimension('tokens', first.at(-2)?.size ?? 1), dimension('features', turned)];
    return streaming({
      reads: [...call.inputs, table, table],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: FLOPS * Math.round(totalElements(call.inputs) * (turned / lastDimension(first).size)),
    });
  },
  // The gradient is turned back.
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: FLOPS * Math.round(totalElements(call.inputs) * call.attributes.share),
    }),
});
