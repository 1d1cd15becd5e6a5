// Layer normalisation over the last axis, with a learned scale and shift.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { normalisationBackward, scaleAndShift } from '../normalisation.ts';
import { defineOperator } from '../operator.ts';
import { inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Mean 1; subtract, square, add 3; normalise, scale, shift 3. */
const FORWARD_FLOPS = 7;
/** As batch normalisation, with dy scaled first. */
const BACKWARD_DATA_FLOPS = 7;

export const operator = defineOperator({
  name: 'layer-norm',
  label: 'layer normalisation',
  attributes: v.strictObject({}),
  parameters: ({ inputs }) => {
    const last = [lastDimension(inputShape(inputs))];
    return scaleAndShift(last);
  },
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const input = inputShape(call.inputs);
    return streaming({
      reads: [input, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(input) * FORWARD_FLOPS,
      // One root and one division per row.
      specialFunctions: (2 * elementCount(input)) / lastDimension(input).size,
    });
  },
  ...normalisationBackward(BACKWARD_DATA_FLOPS),
});
