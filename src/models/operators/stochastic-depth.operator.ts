// Stochastic depth (Huang et al., arXiv 1603.09382): nothing at inference; in training a residual branch is
// multiplied, example by example, by zero or by one over the chance that it stays. The branch is computed either way.
import * as v from 'valibot';
import { type CostCall, defineOperator, sizeAttribute } from '../operator.ts';
import { inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { NO_WORK } from '../work.ts';

export const stochasticDepthAttributes = v.strictObject({
  /** Chance that a branch is dropped. */
  rate: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  /** Examples, where the first axis holds several entries of each; its size when absent. */
  examples: v.optional(sizeAttribute),
});
type DepthCall = CostCall<v.InferOutput<typeof stochasticDepthAttributes>>;

export const operator = defineOperator({
  name: 'stochastic-depth',
  label: 'stochastic depth',
  attributes: stochasticDepthAttributes,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    if (!call.training || call.attributes.rate === 0) return NO_WORK;
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraRead: factorBytes(call),
      flops: totalElements(call.inputs),
    });
  },
  backwardData: (call) => {
    if (call.attributes.rate === 0) return NO_WORK;
    return streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      extraRead: factorBytes(call),
      flops: totalElements(call.inputs),
    });
  },
  keeps: (call) => (call.attributes.rate === 0 ? {} : { extraBytes: factorBytes(call) }),
});

/** One factor for each example. */
function factorBytes({ attributes: a, inputs, elementBytes }: DepthCall): number {
  return (a.examples ?? inputShape(inputs)[0]?.size ?? 0) * elementBytes;
}
