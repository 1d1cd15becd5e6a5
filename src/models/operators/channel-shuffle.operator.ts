// Channel shuffle of ShuffleNet: channels are read as groups × channels per group and written transposed, so
// that the next grouped convolution sees channels of every group. A copy, without arithmetic.
import * as v from 'valibot';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { imageShape, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const channelShuffleAttributes = v.strictObject({ groups: sizeAttribute });

export const operator = defineOperator({
  name: 'channel-shuffle',
  label: 'channel shuffle',
  attributes: channelShuffleAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const { channels } = imageShape(shape);
    if (channels.size % a.groups !== 0) {
      refuse(`its ${channels.size} channels cannot be shuffled between ${a.groups} equal groups.`);
    }
    return [shape];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  // The gradient is shuffled back.
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
