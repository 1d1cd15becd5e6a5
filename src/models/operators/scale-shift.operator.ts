// A learned scale and shift of the features without any statistics: MobileBERT's "NoNorm".
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { normalisationBackward, scaleAndShift } from '../normalisation.ts';
import { defineOperator } from '../operator.ts';
import { inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const scaleShiftAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'scale-shift',
  label: 'scale and shift',
  arithmetic: 'normalisation',
  attributes: scaleShiftAttributes,
  parameters: ({ inputs }) => scaleAndShift([lastDimension(inputShape(inputs))]),
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) =>
    streaming({
      reads: [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: 2 * elementCount(inputShape(call.inputs)),
    }),
  // dy times the scale.
  ...normalisationBackward<Record<string, never>>(1),
});
