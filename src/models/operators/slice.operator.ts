// Part of a tensor, with a step or without: only what is taken is read.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { countAttribute, defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const sliceAttributes = v.strictObject({
  /** Of what is taken. */
  sizes: v.array(countAttribute),
  /**
   * First place along each axis, for neighbours without a step; absent where the graph does not say it: the work is
   * the same.
   */
  starts: v.optional(v.array(countAttribute)),
});

export const operator = defineOperator({
  name: 'slice',
  label: 'slice',
  attributes: sliceAttributes,
  inferShapes: ({ attributes: { sizes, starts = sizes.map(() => 0) }, inputs }) => {
    const shape = inputShape(inputs);
    const fits = shape.every((axis, i) => (starts[i] ?? 0) + (sizes[i] ?? 0) <= axis.size);
    if (sizes.length !== shape.length || starts.length !== shape.length || !fits) {
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
