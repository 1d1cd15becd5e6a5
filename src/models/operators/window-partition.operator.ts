// Cuts images into square windows of tokens: (batch · windows) × tokens × features. A window is a tile of
// neighbours, or with `grid` the pixels that share a place in all tiles of an even grid, window × window of
// them. A transposing copy.
import * as v from 'valibot';
import { defineOperator, sizeAttribute } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { channelsAttribute, imageAxes, windowsAlong } from '../windows.ts';

export const windowPartitionAttributes = v.strictObject({
  /** Tokens along the edge of a window. */
  window: sizeAttribute,
  grid: v.optional(v.boolean(), false),
  channels: channelsAttribute,
});

export const operator = defineOperator({
  name: 'window-partition',
  label: 'cut into windows',
  attributes: windowPartitionAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const { batch, height, width, channels } = imageAxes(inputShape(inputs), a.channels);
    const windows = windowsAlong(height, a.window) * windowsAlong(width, a.window);
    return [
      [
        dimension('windows', batch.size * windows),
        dimension('tokens', a.window ** 2),
        dimension('features', channels.size),
      ],
    ];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
