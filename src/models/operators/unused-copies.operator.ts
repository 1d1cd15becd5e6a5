// Parameters that are stored and not used in this run: the copies of a layer that belong to other tasks, in a model
// whose tasks share some layers. Nothing runs.
import * as v from 'valibot';
import { countAttribute, defineOperator } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const unusedCopiesAttributes = v.strictObject({
  copies: countAttribute,
  parameters: countAttribute,
});

export const operator = defineOperator({
  name: 'unused-copies',
  label: 'copies for other tasks',
  view: true,
  attributes: unusedCopiesAttributes,
  parameters: ({ attributes: a }) => [
    {
      name: 'weight',
      shape: [dimension('copies', a.copies), dimension('parameters', a.parameters)],
    },
  ],
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  activeShare: () => 0,
  forward: () => NO_WORK,
});
