// Look-up of one table row per token id: no arithmetic, only traffic.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator, sizeAttribute } from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Token ids are u32. */
const ID_BYTES = 4;

export const embeddingAttributes = v.strictObject({
  entries: sizeAttribute,
  features: sizeAttribute,
});

export const operator = defineOperator({
  name: 'embedding',
  label: 'embedding',
  arithmetic: 'embedding',
  attributes: embeddingAttributes,
  parameters: ({ attributes: a }) => [
    {
      name: 'weight',
      shape: [dimension('entries', a.entries), dimension('features', a.features)],
    },
  ],
  inferShapes: ({ attributes: a, inputs }) => [
    [...inputShape(inputs), dimension('features', a.features)],
  ],
  forward: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraRead: elementCount(inputShape(call.inputs)) * ID_BYTES,
    }),
  // The gradient of the whole table is cleared, then the rows that occurred are added to.
  backwardWeights: (call) =>
    streaming({
      reads: [...call.outputs, ...call.outputs],
      writes: [...call.outputs, ...call.parameters],
      elementBytes: call.elementBytes,
      extraRead: elementCount(inputShape(call.inputs)) * ID_BYTES,
      flops: totalElements(call.outputs),
      launches: 2,
    }),
});
