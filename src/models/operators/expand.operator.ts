// Repeats axes of size 1, and the whole along new leading axes, to the given sizes.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { broadcastShapes, namedShape } from '../named-shape.ts';
import { countAttribute, defineOperator, refuse } from '../operator.ts';
import { inputShape, sameSizes, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const expandAttributes = v.strictObject({ sizes: v.array(countAttribute) });

export const operator = defineOperator({
  name: 'expand',
  label: 'repetition',
  attributes: expandAttributes,
  inferShapes: ({ attributes: { sizes }, inputs }) => {
    const shape = inputShape(inputs);
    const target = namedShape(sizes);
    if (!sameSizes(broadcastShapes([shape, target]) ?? [], target)) {
      refuse(`${shapeLabel(shape)} cannot be repeated to ${shapeLabel(target)}.`);
    }
    return [target];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  // Sums over the repetitions.
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: Math.max(0, totalElements(call.outputs) - totalElements(call.inputs)),
    }),
});
