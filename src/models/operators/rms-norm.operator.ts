// Root-mean-square normalisation over the last axis, with a learned scale and no shift.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { normalisationBackward } from '../normalisation.ts';
import { defineOperator } from '../operator.ts';
import { inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Square, add; times 1/root; times the scale. */
const FORWARD_FLOPS = 4;
/** As layer normalisation, less what removing the mean takes. */
const BACKWARD_DATA_FLOPS = 5;

export const rmsNormAttributes = v.strictObject({ learned: v.optional(v.boolean(), true) });

export const operator = defineOperator({
  name: 'rms-norm',
  label: 'root-mean-square normalisation',
  arithmetic: 'normalisation',
  attributes: rmsNormAttributes,
  parameters: ({ attributes: a, inputs }) =>
    a.learned ? [{ name: 'weight', shape: [lastDimension(inputShape(inputs))] }] : [],
  inferShapes: ({ inputs }) => {
    lastDimension(inputShape(inputs));
    return [inputShape(inputs)];
  },
  forward: (call) => {
    const input = inputShape(call.inputs);
    return streaming({
      reads: [input, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(input) * (FORWARD_FLOPS - (call.attributes.learned ? 0 : 1)),
      // One root and one division per row.
      specialFunctions: (2 * elementCount(input)) / lastDimension(input).size,
    });
  },
  ...normalisationBackward<v.InferOutput<typeof rmsNormAttributes>>(BACKWARD_DATA_FLOPS),
});
