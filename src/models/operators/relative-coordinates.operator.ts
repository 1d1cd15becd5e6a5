// The distances between any two places of a window, rows × 2, log-spaced: the input of Swin V2's position
// network. A constant of the model, computed once when it is loaded, so that no pass works on it.
import * as v from 'valibot';
import { defineOperator, sizeAttribute } from '../operator.ts';
import { dimension } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const relativeCoordinatesAttributes = v.strictObject({ window: sizeAttribute });

export const operator = defineOperator({
  name: 'relative-coordinates',
  label: 'table of distances',
  attributes: relativeCoordinatesAttributes,
  inferShapes: ({ attributes: a }) => [
    [dimension('distances', (2 * a.window - 1) ** 2), dimension('features', 2)],
  ],
  forward: () => NO_WORK,
});
