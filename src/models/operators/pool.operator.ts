// Maximum or mean over windows of an image, or over the window that yields a wanted output size.
import * as v from 'valibot';
import type { TensorShape } from '../graph.ts';
import {
  countAttribute,
  defineOperator,
  pairOf,
  refuse,
  type ShapeCall,
  sizeAttribute,
} from '../operator.ts';
import { dimension, imageShape, inputShape, totalElements, windowPlaces } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const poolAttributes = v.strictObject({
  kind: v.picklist(['max', 'mean']),
  kernel: v.optional(pairOf(sizeAttribute)),
  stride: v.optional(pairOf(sizeAttribute)),
  padding: v.optional(pairOf(countAttribute), 0),
  ceil: v.optional(v.boolean(), false),
  /** Instead of a kernel: the output's height and width (adaptive pooling). */
  outputSize: v.optional(pairOf(sizeAttribute)),
});
type PoolAttributes = v.InferOutput<typeof poolAttributes>;

/** Output size, and how many elements the windows visit along each axis altogether. */
function geometry({ attributes: a, inputs }: ShapeCall<PoolAttributes>) {
  const image = imageShape(inputShape(inputs));
  if (a.outputSize) {
    const [height, width] = a.outputSize;
    return {
      image,
      height,
      width,
      visits: adaptiveVisits(image.height.size, height) * adaptiveVisits(image.width.size, width),
    };
  }
  const kernel = a.kernel ?? refuse('it needs a kernel or an outputSize.');
  const stride = a.stride ?? kernel;
  const height = windowPlaces(image.height, kernel[0], stride[0], a.padding[0], a.ceil);
  const width = windowPlaces(image.width, kernel[1], stride[1], a.padding[1], a.ceil);
  return { image, height, width, visits: height * width * kernel[0] * kernel[1] };
}

/** Window i of n covers ⌊i·size/n⌋ to ⌈(i+1)·size/n⌉, as in PyTorch. */
function adaptiveVisits(size: number, places: number): number {
  let visits = 0;
  for (let i = 0; i < places; i++) {
    visits += Math.ceil(((i + 1) * size) / places) - Math.floor((i * size) / places);
  }
  return visits;
}

export const operator = defineOperator({
  name: 'pool',
  label: 'pooling',
  arithmetic: 'pooling',
  attributes: poolAttributes,
  inferShapes: (call) => {
    const { image, height, width } = geometry(call);
    return [[image.batch, image.channels, dimension('height', height), dimension('width', width)]];
  },
  forward: (call) => {
    const { image, visits } = geometry(call);
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: image.batch.size * image.channels.size * visits,
      specialFunctions: call.attributes.kind === 'mean' ? totalElements(call.outputs) : 0,
      // Training keeps the place of each maximum, 4 bytes.
      extraWritten: keptPlaces(call.attributes, call.training, call.outputs),
    });
  },
  backwardData: (call) => {
    const { image, visits } = geometry(call);
    return streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      extraRead: keptPlaces(call.attributes, true, call.outputs),
      flops: image.batch.size * image.channels.size * visits,
    });
  },
  keeps: (call) => ({
    extraBytes: keptPlaces(call.attributes, true, call.outputs),
  }),
});

function keptPlaces(
  { kind }: PoolAttributes,
  training: boolean,
  outputs: readonly TensorShape[],
): number {
  return kind === 'max' && training ? totalElements(outputs) * 4 : 0;
}
