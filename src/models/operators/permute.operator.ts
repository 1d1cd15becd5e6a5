// Puts the axes of a tensor into another order: a copy, without arithmetic.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { countAttribute, defineOperator, refuse } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const permuteAttributes = v.strictObject({
  /** The input's axis that each axis of the output is: [0, 2, 3, 1] moves the channels of an image last. */
  order: v.array(countAttribute),
});

export const operator = defineOperator({
  name: 'permute',
  label: 'permutation of axes',
  attributes: permuteAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const output = a.order.flatMap((axis) => shape[axis] ?? []);
    if (output.length !== shape.length || new Set(a.order).size !== shape.length) {
      refuse(
        `its order ${a.order.join(', ')} does not name each axis of ${shapeLabel(shape)} once.`,
      );
    }
    return [output];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
