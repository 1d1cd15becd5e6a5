// batch × tokens × features seen as batch × heads × tokens × head features: a strided view that the
// products of attention read directly.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { NO_WORK } from '../work.ts';

export const splitHeadsAttributes = v.strictObject({ heads: sizeAttribute });

export const operator = defineOperator({
  name: 'split-heads',
  label: 'split into heads',
  view: true,
  attributes: splitHeadsAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const [batch, tokens, features, ...more] = shape;
    if (!batch || !tokens || !features || more.length > 0) {
      return refuse(`it needs batch × tokens × features and got ${shapeLabel(shape)}.`);
    }
    if (features.size % a.heads !== 0) {
      refuse(`${features.size} features cannot be split into ${a.heads} heads.`);
    }
    return [
      [
        batch,
        dimension('heads', a.heads),
        tokens,
        dimension('head features', features.size / a.heads),
      ],
    ];
  },
  forward: () => NO_WORK,
});
