// Joins the features of every 2 × 2 neighbours: batch × height × width × features becomes
// batch × height/2 × width/2 × 4·features: of both columns in turn the upper and the lower neighbour, as torchvision
// joins them. Four strided reads written as one tensor, without arithmetic.
import * as v from 'valibot';
import { defineOperator, refuse } from '../operator.ts';
import { dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { imageAxes } from '../windows.ts';

export const patchMergeAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'patch-merge',
  label: 'join patches',
  attributes: patchMergeAttributes,
  inferShapes: ({ inputs }) => {
    const { batch, height, width, channels } = imageAxes(inputShape(inputs), 'last');
    if (height.size % 2 !== 0 || width.size % 2 !== 0) {
      refuse(
        `its ${height.size} × ${width.size} patches cannot be joined in pairs; pad them first.`,
      );
    }
    return [
      [
        batch,
        dimension('height', height.size / 2),
        dimension('width', width.size / 2),
        dimension('features', 4 * channels.size),
      ],
    ];
  },
  forward: (call) =>
    streaming({ reads: call.inputs, writes: call.outputs, elementBytes: call.elementBytes }),
  backwardData: (call) =>
    streaming({ reads: call.outputs, writes: call.inputs, elementBytes: call.elementBytes }),
});
