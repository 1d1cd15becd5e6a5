// An operation of a model file that cannot be counted: its type is not known, or the shapes it reads are not.
// It keeps its place, its parameters and, where they are known, its output shapes; `not-counted.ts` lists it
// with an upper bound. No work is charged.
import * as v from 'valibot';
import { countAttribute, defineOperator } from '../operator.ts';
import { packedShapesAttribute, unpackShapes } from '../packed-shapes.ts';
import { NO_WORK } from '../work.ts';

export const operator = defineOperator({
  name: 'unknown',
  label: 'not counted',
  attributes: v.strictObject({
    /** As the file names it: "com.example.Foo". */
    type: v.string(),
    /** Why it is not counted. */
    reason: v.picklist(['operator', 'shape']),
    /** Whether the shapes of all it reads and writes are known, so that a bound can be given. */
    bounded: v.boolean(),
    /** Elements of constants that it reads. */
    constants: v.optional(countAttribute, 0),
    outputs: packedShapesAttribute,
    parameterShapes: packedShapesAttribute,
  }),
  parameters: ({ attributes: a }) =>
    unpackShapes(a.parameterShapes).map((shape, index) => ({ name: `parameter${index}`, shape })),
  inferShapes: ({ attributes: a }) => unpackShapes(a.outputs),
  forward: () => NO_WORK,
});
