// The same elements under other sizes: a view of the same memory.
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import { namedShape } from '../named-shape.ts';
import { countAttribute, defineOperator, refuse } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const reshapeAttributes = v.strictObject({ sizes: v.array(countAttribute) });

export const operator = defineOperator({
  name: 'reshape',
  label: 'reshape',
  view: true,
  attributes: reshapeAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const target = namedShape(a.sizes);
    if (elementCount(shape) !== elementCount(target)) {
      refuse(
        `${shapeLabel(shape) || 'a scalar'} does not have as many elements as ${shapeLabel(target) || 'a scalar'}.`,
      );
    }
    return [target];
  },
  forward: () => NO_WORK,
});
