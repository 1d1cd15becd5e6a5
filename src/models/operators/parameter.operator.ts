// A stored tensor that an operator reads like any other: a class token that is joined, a table that is
// resized; or a constant, which is not learned. It owns the parameter; nothing runs.
import * as v from 'valibot';
import { namedShape } from '../named-shape.ts';
import { countAttribute, defineOperator } from '../operator.ts';
import { NO_WORK } from '../work.ts';

export const operator = defineOperator({
  name: 'parameter',
  label: 'stored tensor',
  attributes: v.strictObject({
    sizes: v.array(countAttribute),
    learned: v.optional(v.boolean(), true),
  }),
  parameters: ({ attributes: a }) => (a.learned ? [{ name: '', shape: namedShape(a.sizes) }] : []),
  inferShapes: ({ attributes: a }) => [namedShape(a.sizes)],
  forward: () => NO_WORK,
});
