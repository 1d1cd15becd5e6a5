// Keeps values within ±cap: cap · tanh(x / cap), as Gemma 2 does with scores and logits.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator, sizeAttribute } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Multiply, tanh, multiply; 1 − tanh² times dy. */
const FLOPS = 3;

export const softCapAttributes = v.strictObject({
  /** Gemma 2 has 50 for scores and 30 for logits. */
  cap: v.optional(v.pipe(v.number(), v.gtValue(0)), 50),
  /** Values are multiplied by 1/√headSize first, as scores are; not at all when absent. */
  headSize: v.optional(sizeAttribute),
});

function flopsOf({ headSize }: v.InferOutput<typeof softCapAttributes>): number {
  return FLOPS + (headSize === undefined ? 0 : 1);
}

export const operator = defineOperator({
  name: 'soft-cap',
  label: 'soft cap',
  arithmetic: 'activation',
  attributes: softCapAttributes,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const elements = elementCount(inputShape(call.inputs));
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elements * flopsOf(call.attributes),
      specialFunctions: elements,
    });
  },
  backwardData: (call) =>
    streaming({
      reads: [...call.outputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)) * flopsOf(call.attributes),
    }),
  keeps: () => ({ outputs: [0] }),
});
