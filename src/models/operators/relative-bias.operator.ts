// Learned biases for relative positions (T5): a table of buckets × heads, looked up for each pair of positions.
// One layer makes the biases, all layers of the stack add them to their scores.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Bucket numbers are u32. */
const BUCKET_BYTES = 4;

export const relativeBiasAttributes = v.strictObject({
  buckets: sizeAttribute,
  /** Keys before and behind a query have buckets of their own; false where a query sees only what is before it. */
  bidirectional: v.optional(v.boolean(), true),
});

export const operator = defineOperator({
  name: 'relative-bias',
  label: 'relative position bias',
  attributes: relativeBiasAttributes,
  parameters: ({ attributes: a, inputs }) => [
    {
      name: 'weight',
      shape: [
        dimension('buckets', a.buckets),
        dimension('heads', inputShape(inputs)[1]?.size ?? 1),
      ],
    },
  ],
  // The scores lend their shape only.
  inferShapes: ({ inputs }) => {
    const shape = inputShape(inputs);
    const [, heads, queries, keys, ...more] = shape;
    if (!heads || !queries || !keys || more.length > 0) {
      return refuse(`it needs batch × heads × queries × keys and got ${shapeLabel(shape)}.`);
    }
    return [[heads, queries, keys]];
  },
  forward: (call) => {
    const pairs = totalElements(call.outputs) / (inputShape(call.inputs)[1]?.size ?? 1);
    return streaming({
      reads: call.outputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraRead: pairs * BUCKET_BYTES,
    });
  },
  backwardWeights: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.parameters,
      elementBytes: call.elementBytes,
      flops: totalElements(call.outputs),
    }),
});
