// Cuts an axis into equal parts, each a strided view of the input: nothing is copied.
import * as v from 'valibot';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { axisIndex, dimension, inputShape, withAxis } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const operator = defineOperator({
  name: 'split',
  label: 'split',
  view: true,
  attributes: v.strictObject({ axis: v.string(), parts: sizeAttribute }),
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const index = axisIndex(shape, a.axis);
    const size = shape[index]?.size ?? 0;
    if (size % a.parts !== 0) {
      refuse(`its axis "${a.axis}" of ${size} cannot be cut into ${a.parts} equal parts.`);
    }
    const part = withAxis(shape, index, dimension(a.axis, size / a.parts));
    return Array.from({ length: a.parts }, () => part);
  },
  forward: () => NO_WORK,
});
