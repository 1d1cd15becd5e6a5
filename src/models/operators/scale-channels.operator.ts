// Multiplies every channel of an image by one number of its own: the gate of squeeze-and-excitation. Inputs:
// the image, and one factor per example and channel (batch × channels × 1 × 1).
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import { defineOperator, refuse } from '../operator.ts';
import { imageShape, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const scaleChannelsAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'scale-channels',
  label: 'scaling of channels',
  attributes: scaleChannelsAttributes,
  inferShapes: ({ inputs }) => {
    const shape = inputShape(inputs);
    const image = imageShape(shape);
    const factors = imageShape(inputShape(inputs, 1));
    const fits =
      factors.batch.size === image.batch.size &&
      factors.channels.size === image.channels.size &&
      factors.height.size * factors.width.size === 1;
    if (!fits) {
      refuse(
        `its factors ${shapeLabel(inputShape(inputs, 1))} are not one for each channel of ${shapeLabel(shape)}.`,
      );
    }
    return [shape];
  },
  forward: (call) =>
    streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)),
    }),
  // Of the image: dy · factor. Of the factor: the sum of dy · x over its channel.
  backwardData: (call) =>
    streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: 3 * elementCount(inputShape(call.inputs)),
      launches: 2,
    }),
  keeps: () => ({ inputs: [0, 1] }),
});
