// Softmax over the last axis, with the scaling and masking that attention does in the same kernel.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { countAttribute, defineOperator, pairOf, sizeAttribute } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Maximum, subtract, exp, sum, divide. */
const FORWARD_FLOPS = 5;
/** dx = y·(dy − Σ dy·y): product, sum, subtract, product. */
const BACKWARD_FLOPS = 4;

export const softmaxAttributes = v.strictObject({
  /** Multiplies by 1/√d first. */
  scale: v.optional(v.boolean(), false),
  /** The d of `scale`, where it is known: counting needs only that there is one, running needs its size. */
  headSize: v.optional(sizeAttribute),
  /** Adds a mask first. Whether it is causal changes nothing here: all scores are computed. */
  mask: v.optional(v.picklist(['none', 'padding', 'causal', 'window']), 'none'),
  /**
   * Of the mask of shifted windows, for running it: places along the edge of a window, height and width of the image
   * that was cut into them, and the places that it was shifted by.
   */
  window: v.optional(sizeAttribute),
  image: v.optional(pairOf(sizeAttribute)),
  shifts: v.optional(pairOf(countAttribute)),
});

function extra(a: v.InferOutput<typeof softmaxAttributes>): number {
  return (a.scale ? 1 : 0) + (a.mask === 'none' ? 0 : 1);
}

export const operator = defineOperator({
  name: 'softmax',
  label: 'softmax',
  arithmetic: 'softmax',
  attributes: softmaxAttributes,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const elements = elementCount(inputShape(call.inputs));
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elements * (FORWARD_FLOPS + extra(call.attributes)),
      specialFunctions: 2 * elements,
    });
  },
  backwardData: (call) =>
    streaming({
      reads: [...call.outputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops:
        elementCount(inputShape(call.inputs)) * (BACKWARD_FLOPS + (call.attributes.scale ? 1 : 0)),
    }),
  keeps: () => ({ outputs: [0] }),
});
