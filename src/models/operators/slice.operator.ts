// Part of a tensor, with a step or without: only what is taken is read.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { countAttribute, defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Sizes of what is taken. */
export const sliceAttributes = v.strictObject({ sizes: v.array(countAttribute) });

export const operator = defineOperator({
  name: 'slice',
  label: 'slice',
  attributes: sliceAttributes,
  inferShapes: ({ attributes: { sizes }, inputs }) => {
    const shape = inputShape(inputs);
    if (sizes.length !== shape.length || shape.some((axis, i) => (sizes[i] ?? 0) > axis.size)) {
      refuse(`${sizes.join(' × ')} cannot be cut out of ${shapeLabel(shape)}.`);
    }
    return [shape.map((axis, index) => dimension(axis.name, sizes[index] ?? 0))];
  },
  forward: (call) =>
    streaming({ reads: call.outputs, writes: call.outputs, elementBytes: call.elementBytes }),
  // The gradient of what was not taken is zero, and has to be written.
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
