// Divides every row by its Euclidean length: queries and keys of cosine attention.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator } from '../operator.ts';
import { inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Square, sum, divide. */
const FORWARD_FLOPS = 3;
/** dx = (dy − y·Σ dy·y) / length: product, sum, product, subtract, divide. */
const BACKWARD_FLOPS = 5;

export const unitLengthAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'unit-length',
  label: 'normalisation to unit length',
  arithmetic: 'normalisation',
  attributes: unitLengthAttributes,
  inferShapes: ({ inputs }) => {
    const shape = inputShape(inputs);
    lastDimension(shape);
    return [shape];
  },
  forward: (call) => {
    const shape = inputShape(call.inputs);
    const elements = elementCount(shape);
    const rows = elements / lastDimension(shape).size;
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      // A root for every row, and a comparison that keeps the length above zero.
      flops: elements * FORWARD_FLOPS + 2 * rows,
      specialFunctions: elements + rows,
    });
  },
  backwardData: (call) => {
    const elements = elementCount(inputShape(call.inputs));
    return streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: elements * BACKWARD_FLOPS,
      specialFunctions: elements,
    });
  },
  keeps: () => ({ inputs: [0] }),
});
