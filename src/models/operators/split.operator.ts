// Cuts an axis into parts, equal ones or of given sizes, each a strided view of the input: nothing is copied.
import * as v from 'valibot';
import { countAttribute, defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { axisIndex, dimension, inputShape, withAxis } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const splitAttributes = v.strictObject({
  axis: v.union([v.string(), countAttribute]),
  parts: sizeAttribute,
  /** Of each part; equal ones when absent. */
  sizes: v.optional(v.array(countAttribute)),
});

export const operator = defineOperator({
  name: 'split',
  label: 'split of an axis',
  view: true,
  attributes: splitAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const index = axisIndex(shape, a.axis);
    const size = shape[index]?.size ?? 0;
    const name = shape[index]?.name ?? '';
    if (a.sizes) {
      if (a.sizes.length !== a.parts || a.sizes.reduce((sum, each) => sum + each, 0) !== size) {
        refuse(`its axis "${name}" of ${size} is not the sum of ${a.sizes.join(' + ')}.`);
      }
      return a.sizes.map((each) => withAxis(shape, index, dimension(name, each)));
    }
    if (size % a.parts !== 0) {
      refuse(`its axis "${name}" of ${size} cannot be cut into ${a.parts} equal parts.`);
    }
    const part = withAxis(shape, index, dimension(name, size / a.parts));
    return Array.from({ length: a.parts }, () => part);
  },
  forward: () => NO_WORK,
});
