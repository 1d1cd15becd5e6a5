// Local response normalisation of AlexNet, across channels: b = a / (k + α · Σ a²)^β, the sum over `size`
// neighbouring channels, cut off at the first and the last one. A power is exp(β · log x): three FLOPs.
import * as v from 'valibot';
import { elementCount, type TensorShape } from '../graph.ts';
import { defineOperator, sizeAttribute } from '../operator.ts';
import { axisIndex, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Square; scale by α and add k; the power; divide. */
const FORWARD_FLOPS = 1 + 2 + 3 + 1;
/** exp, log and ÷. */
const FORWARD_SPECIALS = 3;
/** dy · power 4; dy · b ÷ scale 2; times a and a constant, and subtract 3. */
const BACKWARD_FLOPS = 4 + 2 + 3;
const BACKWARD_SPECIALS = 3;

/** Additions of the sums over neighbours, for all elements of the input. */
function sumFlops(shape: TensorShape, size: number): number {
  const channels = shape[axisIndex(shape, 'channels')]?.size ?? 1;
  const before = Math.floor((size - 1) / 2);
  const after = size - 1 - before;
  let additions = 0;
  for (let channel = 0; channel < channels; channel++) {
    additions += Math.min(before, channel) + Math.min(after, channels - 1 - channel);
  }
  return (elementCount(shape) / channels) * additions;
}

export const operator = defineOperator({
  name: 'local-response-norm',
  label: 'local response normalisation',
  arithmetic: 'normalisation',
  attributes: v.strictObject({ size: sizeAttribute }),
  inferShapes: ({ inputs }) => {
    const shape = inputShape(inputs);
    axisIndex(shape, 'channels');
    return [shape];
  },
  forward: (call) => {
    const input = inputShape(call.inputs);
    const elements = elementCount(input);
    return streaming({
      reads: [input],
      // Training also keeps k + α · Σ a².
      writes: call.training ? [...call.outputs, input] : call.outputs,
      elementBytes: call.elementBytes,
      flops: elements * FORWARD_FLOPS + sumFlops(input, call.attributes.size),
      specialFunctions: elements * FORWARD_SPECIALS,
    });
  },
  backwardData: (call) => {
    const input = inputShape(call.inputs);
    const elements = elementCount(input);
    return streaming({
      // a, b, k + α · Σ a² and dy.
      reads: [input, input, ...call.outputs, ...call.outputs],
      writes: [input],
      elementBytes: call.elementBytes,
      flops: elements * BACKWARD_FLOPS + sumFlops(input, call.attributes.size),
      specialFunctions: elements * BACKWARD_SPECIALS,
    });
  },
  keeps: (call) => ({
    inputs: [0],
    outputs: [0],
    extraBytes: elementCount(inputShape(call.inputs)) * call.elementBytes,
  }),
});
