// Convolutions with sparse or quantized weights, for inference: a product over windows, with the copies around it.
import type * as v from 'valibot';
import type { conv2dAttributes } from '../operators/conv2d.operator.ts';
import { imageShape, inputShape } from '../shapes.ts';
import { storedConvolutionCopies } from '../variants/stored-convolution.ts';
import { isQuantized, isSparse } from '../variants/weight-storage.ts';
import { windowCopies } from './convolution-windows.ts';
import { emitCopy } from './copy-lowering.ts';
import { emitEpilogue } from './epilogue-lowering.ts';
import type { LoweringCall } from './lowering.ts';
import type { Value } from './program.ts';
import { emitStoredProduct } from './stored-product-lowering.ts';
import { permutation } from './strides.ts';

export type Conv2dCall = LoweringCall<v.InferOutput<typeof conv2dAttributes>>;

export function convolutionOperands({ inputs, parameters }: Conv2dCall) {
  const [input] = inputs;
  const [weight, bias] = parameters;
  if (!input || !weight) throw new Error('A convolution has an input and a weight.');
  return { input, weight, bias };
}

/** @returns the result as images; undefined for a layer that runs dense. */
export function emitStoredConvolution(call: Conv2dCall): Value | undefined {
  const { attributes } = call;
  // Weights are trained dense, and made sparse or quantized afterwards.
  if (call.mode === 'training' || !(isSparse(attributes) || isQuantized(attributes))) {
    return undefined;
  }
  const { input, weight, bias } = convolutionOperands(call);
  const image = imageShape(inputShape([input.shape]));
  const output = imageShape(inputShape(call.outputShapes));
  const size = [image.height.size, image.width.size] as const;
  const places = [output.height.size, output.width.size] as const;
  const [images, inChannels] = [image.batch.size, image.channels.size];
  const { kernel, outChannels } = attributes;
  const geometry = { ...attributes, size, places };
  const { copiesInput, copiesOutput } = storedConvolutionCopies(attributes, {
    ...geometry,
    images,
  });
  const windows = places[0] * places[1];
  const before = windowCopies(
    { ...geometry, images: [images, inChannels, ...size] },
    isSparse(attributes) ? 'column' : 'row',
  );
  const after = isSparse(attributes)
    ? permutation([outChannels, images, windows], [1, 0, 2])
    : permutation([images, windows, outChannels], [0, 2, 1]);
  const product = emitStoredProduct(
    call,
    {
      storage: attributes,
      rows: images * windows,
      inFeatures: inChannels * kernel[0] * kernel[1],
      outFeatures: outChannels,
    },
    {
      weight: weight.value,
      x: copiesInput
        ? before.reduce((seen, copy) => emitCopy(call, 'forward', copy, seen), input.value)
        : input.value,
    },
  );
  return emitEpilogue(
    call,
    attributes,
    { rows: images, columns: outChannels, inner: windows },
    {
      x: copiesOutput ? emitCopy(call, 'forward', after, product) : product,
      bias: bias?.value,
    },
  );
}
