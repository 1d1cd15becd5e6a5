// A convolution that filters every channel by itself: as many groups as it has channels, in and out.
import * as v from 'valibot';
import type { Layer, TensorShape } from '../graph.ts';
import { conv2dAttributes } from '../operators/conv2d.operator.ts';

/** @param input shape of what it reads. */
export function isDepthwise(layer: Layer, input: TensorShape): boolean {
  if (layer.operator !== 'conv2d') return false;
  const { groups, outChannels } = v.parse(conv2dAttributes, layer.attributes);
  return groups > 1 && groups === input[1]?.size && groups === outChannels;
}
