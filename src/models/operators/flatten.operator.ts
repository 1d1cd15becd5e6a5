// Joins all axes but the batch into one: a view of the same memory.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const flattenAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'flatten',
  label: 'flatten',
  view: true,
  attributes: flattenAttributes,
  inferShapes: ({ inputs }) => {
    const [batch, ...rest] = inputShape(inputs);
    if (!batch) return refuse('its input is a scalar, it needs a batch axis.');
    return [[batch, dimension('features', elementCount(rest))]];
  },
  forward: () => NO_WORK,
});
