// Puts windows of tokens back into images: the reverse of window-partition. A transposing copy.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { channelsAttribute, windowsAlong } from '../windows.ts';

export const windowMergeAttributes = v.strictObject({
  window: sizeAttribute,
  grid: v.optional(v.boolean(), false),
  channels: channelsAttribute,
  /** Of the images. */
  height: sizeAttribute,
  width: sizeAttribute,
});

export const operator = defineOperator({
  name: 'window-merge',
  label: 'join windows',
  attributes: windowMergeAttributes,
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const [windows, tokens, features, ...more] = shape;
    const height = dimension('height', a.height);
    const width = dimension('width', a.width);
    const perImage = windowsAlong(height, a.window) * windowsAlong(width, a.window);
    if (!windows || !tokens || !features || more.length > 0 || tokens.size !== a.window ** 2) {
      return refuse(`it needs windows × ${a.window ** 2} × features and got ${shapeLabel(shape)}.`);
    }
    if (windows.size % perImage !== 0) {
      refuse(`its ${windows.size} windows do not fill images of ${perImage} windows each.`);
    }
    const batch = dimension('batch', windows.size / perImage);
    return a.channels === 'first'
      ? [[batch, dimension('channels', features.size), height, width]]
      : [[batch, height, width, features]];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
