// batch × channels × height × width to batch × (height·width) × channels: the patches of a vision
// transformer become tokens. A transposing copy.
import * as v from 'valibot';
import { defineOperator } from '../operator.ts';
import { dimension, imageShape, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const imageToTokensAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'image-to-tokens',
  label: 'image to tokens',
  attributes: imageToTokensAttributes,
  inferShapes: ({ inputs }) => {
    const { batch, channels, height, width } = imageShape(inputShape(inputs));
    return [
      [batch, dimension('tokens', height.size * width.size), dimension('features', channels.size)],
    ];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
