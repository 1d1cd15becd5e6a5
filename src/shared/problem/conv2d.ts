// Two-dimensional convolutions and the two products of their backward pass.
import * as v from 'valibot';
import { paddingSchema, precisionSchema, sizeSchema } from './fields.ts';

/** Square stride and padding, no dilation: what the zoo's convolutions use. */
const shapeEntries = {
  batch: sizeSchema,
  inChannels: sizeSchema,
  height: sizeSchema,
  width: sizeSchema,
  outChannels: sizeSchema,
  kernelHeight: sizeSchema,
  kernelWidth: sizeSchema,
  stride: sizeSchema,
  padding: paddingSchema,
  /** 1 for an ordinary convolution, `inChannels` for a depthwise one. */
  groups: sizeSchema,
  precision: precisionSchema,
};

/** Images N×Cin×H×W, weights Cout×(Cin/groups)×Kh×Kw, result N×Cout×Ho×Wo. */
export const conv2dSchema = v.object({
  op: v.literal('conv2d'),
  ...shapeEntries,
  /** Epilogue, in this order: + bias (Cout values), activation. */
  bias: v.exactOptional(v.boolean()),
  activation: v.exactOptional(v.picklist(['relu'])),
});

/** Gradient of the images from the gradient of the result; the sizes are those of the forward pass. */
export const conv2dBackwardDataSchema = v.object({
  op: v.literal('conv2d-backward-data'),
  ...shapeEntries,
});

/** Gradient of the weights from the images and the gradient of the result; sizes of the forward pass. */
export const conv2dBackwardWeightsSchema = v.object({
  op: v.literal('conv2d-backward-weights'),
  ...shapeEntries,
});

export type Conv2dProblem = Readonly<v.InferOutput<typeof conv2dSchema>>;
export type Conv2dBackwardDataProblem = Readonly<v.InferOutput<typeof conv2dBackwardDataSchema>>;
export type Conv2dBackwardWeightsProblem = Readonly<
  v.InferOutput<typeof conv2dBackwardWeightsSchema>
>;

/** The sizes of a convolution, whichever of its three products is meant. */
export type Conv2dShape = Omit<Conv2dProblem, 'op' | 'bias' | 'activation'>;

/** Height and width of the forward pass's output. */
export function conv2dOutputSize(shape: Conv2dShape): { height: number; width: number } {
  const { height, width, kernelHeight, kernelWidth, stride, padding } = shape;
  return {
    height: Math.floor((height + 2 * padding - kernelHeight) / stride) + 1,
    width: Math.floor((width + 2 * padding - kernelWidth) / stride) + 1,
  };
}

/** The classes of layer whose rates differ enough to be measured apart. */
export type ConvolutionClass = 'pointwise' | 'spatial' | 'depthwise';

export function convolutionClass(shape: Conv2dShape): ConvolutionClass {
  if (shape.groups > 1 && shape.groups === shape.inChannels) return 'depthwise';
  return shape.kernelHeight === 1 && shape.kernelWidth === 1 ? 'pointwise' : 'spatial';
}

/** The same for all three products: each pairs every result pixel with every tap. */
export function conv2dMacs(shape: Conv2dShape): number {
  const { height, width } = conv2dOutputSize(shape);
  const { batch, inChannels, outChannels, kernelHeight, kernelWidth, groups } = shape;
  return batch * height * width * outChannels * (inChannels / groups) * kernelHeight * kernelWidth;
}

export function conv2dLabel(
  shape: Conv2dShape & Pick<Conv2dProblem, 'bias' | 'activation'>,
): string {
  const parts = [
    `${shape.inChannels}→${shape.outChannels}`,
    `${shape.height}×${shape.width}`,
    `${shape.kernelHeight}×${shape.kernelWidth}`,
  ];
  if (shape.stride !== 1) parts.push(`stride ${shape.stride}`);
  if (shape.groups !== 1 && shape.groups !== shape.inChannels) parts.push(`${shape.groups} groups`);
  if (shape.batch !== 1) parts.push(`batch ${shape.batch}`);
  const epilogue = [
    ...(shape.bias === true ? ['bias'] : []),
    ...(shape.activation === undefined ? [] : ['ReLU']),
  ];
  if (epilogue.length > 0) parts.push(`with ${epilogue.join(', ')}`);
  return parts.join(', ');
}
