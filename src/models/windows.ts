// What the operators that cut images into windows share: where the channels stand, and how often a window fits.
import * as v from 'valibot';
import { type Dimension, shapeLabel, type TensorShape } from './graph.ts';
import { refuse } from './operator.ts';
import type { ImageShape } from './shapes.ts';

/** first: batch × channels × height × width; last: batch × height × width × channels. */
export const channelsAttribute = v.picklist(['first', 'last']);

/** @throws FlopscopeError for another rank than four. */
export function imageAxes(shape: TensorShape, place: 'first' | 'last'): ImageShape {
  const [batch, second, third, fourth] = shape;
  if (!batch || !second || !third || !fourth || shape.length !== 4) {
    return refuse(`it needs images of four axes and got ${shapeLabel(shape) || 'a scalar'}.`);
  }
  return place === 'first'
    ? { batch, channels: second, height: third, width: fourth }
    : { batch, height: second, width: third, channels: fourth };
}

/** @throws FlopscopeError when windows do not fill the axis. */
export function windowsAlong(axis: Dimension, window: number): number {
  if (axis.size % window === 0) return axis.size / window;
  return refuse(
    `its ${axis.name} of ${axis.size} cannot be cut into windows of ${window}. Choose another image size.`,
  );
}
