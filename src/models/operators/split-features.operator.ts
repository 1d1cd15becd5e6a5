// Cuts the last axis into parts of given sizes, each a strided view of the input: nothing is copied. Queries, keys
// and values of one projection differ in size where several query heads share a key head.
import * as v from 'valibot';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { dimension, inputShape, lastDimension } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const splitFeaturesAttributes = v.strictObject({
  sizes: v.pipe(v.array(sizeAttribute), v.minLength(1)),
});

export const operator = defineOperator({
  name: 'split-features',
  label: 'split of features',
  view: true,
  attributes: splitFeaturesAttributes,
  inferShapes: ({ attributes: { sizes }, inputs }) => {
    const shape = inputShape(inputs);
    const last = lastDimension(shape);
    const sum = sizes.reduce((total, size) => total + size, 0);
    if (sum !== last.size)
      refuse(`${last.size} ${last.name} cannot be cut into ${sizes.join(' + ')}.`);
    return sizes.map((size) => [...shape.slice(0, -1), dimension(last.name, size)]);
  },
  forward: () => NO_WORK,
});
