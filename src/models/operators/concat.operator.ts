// Joins tensors along one axis: a copy, without arithmetic.
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import { countAttribute, defineOperator, refuse } from '../operator.ts';
import { axisIndex, dimension, inputShape, sameSizes, withAxis } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** The axis by name, or by number where names are not unique. */
export const concatAttributes = v.strictObject({ axis: v.union([v.string(), countAttribute]) });

export const operator = defineOperator({
  name: 'concat',
  label: 'concatenation',
  attributes: concatAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const first = inputShape(inputs);
    const index = axisIndex(first, a.axis);
    const name = first[index]?.name ?? '';
    const blank = dimension(name, 1);
    let size = 0;
    for (const each of inputs) {
      if (!sameSizes(withAxis(first, index, blank), withAxis(each, index, blank))) {
        refuse(
          `${shapeLabel(first)} and ${shapeLabel(each)} differ in more than the axis "${name}".`,
        );
      }
      size += each[index]?.size ?? 0;
    }
    return [withAxis(first, index, dimension(name, size))];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs.filter((shape) => elementCount(shape) > 0),
      elementBytes: call.elementBytes,
      launches: call.inputs.length,
    }),
});
