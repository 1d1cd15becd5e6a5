// Dropout: nothing at inference; in training each element is multiplied by a mask that is kept, one byte
// an element. Drawing the random bits is not counted as FLOPs.
import * as v from 'valibot';
import { defineOperator } from '../operator.ts';
import { inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { NO_WORK } from '../work.ts';

const MASK_BYTES = 1;

export const dropoutAttributes = v.strictObject({
  rate: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
});

export const operator = defineOperator({
  name: 'dropout',
  label: 'dropout',
  attributes: dropoutAttributes,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    if (!call.training || call.attributes.rate === 0) return NO_WORK;
    const elements = totalElements(call.inputs);
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraWritten: elements * MASK_BYTES,
      // Mask and rescale.
      flops: 2 * elements,
    });
  },
  backwardData: (call) => {
    if (call.attributes.rate === 0) return NO_WORK;
    const elements = totalElements(call.inputs);
    return streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      extraRead: elements * MASK_BYTES,
      flops: 2 * elements,
    });
  },
  keeps: (call) =>
    call.attributes.rate === 0 ? {} : { extraBytes: totalElements(call.inputs) * MASK_BYTES },
});
