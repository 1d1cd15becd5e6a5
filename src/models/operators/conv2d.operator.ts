// Convolution over images, plain, grouped or depthwise. MACs = N·Hout·Wout·Cout·(Cin/groups)·kh·kw, of sparse weights
// N·Hout·Wout times what is stored.
import * as v from 'valibot';
import type { Problem } from '../../shared/problem.ts';
import { elementCount } from '../graph.ts';
import {
  type CostCall,
  countAttribute,
  defineOperator,
  pairOf,
  refuse,
  type ShapeCall,
  sizeAttribute,
} from '../operator.ts';
import { dimension, imageShape, inputShape, totalElements, windowPlaces } from '../shapes.ts';
import {
  convolutionEpilogue,
  epilogueFlops,
  fusedRelu,
  refuseFusedBackward,
} from '../variants/epilogue.ts';
import { storedConvolutionCopies } from '../variants/stored-convolution.ts';
import { storedProductWork } from '../variants/stored-product.ts';
import {
  checkStorage,
  DENSITY_RULE,
  densityFits,
  GROUP_SIZE_RULE,
  groupSizeFits,
  isQuantized,
  isSparse,
  type QuantizedStorage,
  type SparseStorage,
  storageEntries,
  storedMatrix,
  type WeightMatrix,
} from '../variants/weight-storage.ts';
import { type MatrixProduct, type PassWork, work } from '../work.ts';

export const conv2dAttributes = v.pipe(
  v.strictObject({
    outChannels: sizeAttribute,
    kernel: pairOf(sizeAttribute),
    stride: v.optional(pairOf(sizeAttribute), 1),
    padding: v.optional(pairOf(countAttribute), 0),
    dilation: v.optional(pairOf(sizeAttribute), 1),
    groups: v.optional(sizeAttribute, 1),
    bias: v.optional(v.boolean(), false),
    ...storageEntries,
    activation: fusedRelu,
  }),
  v.forward(v.partialCheck([['weights'], ['density']], densityFits, DENSITY_RULE), ['density']),
  v.forward(v.partialCheck([['weights'], ['groupSize']], groupSizeFits, GROUP_SIZE_RULE), [
    'groupSize',
  ]),
  v.forward(
    v.partialCheck(
      [['weights'], ['groups']],
      ({ weights, groups }) => weights === 'dense' || groups === 1,
      'no kernel reads sparse or quantized weights of a grouped convolution',
    ),
    ['weights'],
  ),
);
type Conv2dAttributes = v.InferOutput<typeof conv2dAttributes>;

function geometry({ attributes: a, inputs }: ShapeCall<Conv2dAttributes>) {
  const image = imageShape(inputShape(inputs));
  const inChannels = image.channels.size;
  if (inChannels % a.groups !== 0 || a.outChannels % a.groups !== 0) {
    refuse(
      `${inChannels} input and ${a.outChannels} output channels cannot be split into ${a.groups} groups.`,
    );
  }
  const spread = (axis: 0 | 1) => a.dilation[axis] * (a.kernel[axis] - 1) + 1;
  return {
    image,
    inChannels,
    outHeight: windowPlaces(image.height, spread(0), a.stride[0], a.padding[0]),
    outWidth: windowPlaces(image.width, spread(1), a.stride[1], a.padding[1]),
  };
}

/**
 * The convolution as a measurable problem. One that is not square in stride and padding, or dilated, is
 * given as the matrix product of its implicit form, which has the same MACs.
 */
function product(call: CostCall<Conv2dAttributes>): MatrixProduct {
  const { attributes: a, precision } = call;
  const { image, inChannels, outHeight, outWidth } = geometry(call);
  const [kernelHeight, kernelWidth] = a.kernel;
  const plain =
    a.stride[0] === a.stride[1] &&
    a.padding[0] === a.padding[1] &&
    a.dilation[0] === 1 &&
    a.dilation[1] === 1;
  const problem: Problem = plain
    ? {
        op: 'conv2d',
        batch: image.batch.size,
        inChannels,
        height: image.height.size,
        width: image.width.size,
        outChannels: a.outChannels,
        kernelHeight,
        kernelWidth,
        stride: a.stride[0],
        padding: a.padding[0],
        groups: a.groups,
        precision,
        ...(a.activation === undefined ? {} : convolutionEpilogue(a)),
      }
    : {
        op: 'matmul',
        m: image.batch.size * outHeight * outWidth,
        n: a.outChannels / a.groups,
        k: (inChannels / a.groups) * kernelHeight * kernelWidth,
        precision,
      };
  return { problem, repeats: plain ? 1 : a.groups };
}

/** The weights as the matrix of the implicit product, one group at a time. */
function weightMatrix(call: ShapeCall<Conv2dAttributes>): WeightMatrix {
  const { attributes: a } = call;
  const { inChannels } = geometry(call);
  return {
    outFeatures: a.outChannels / a.groups,
    inFeatures: (inChannels / a.groups) * a.kernel[0] * a.kernel[1],
  };
}

/** The product over windows, with the copies around it. */
function overWindows(
  call: CostCall<Conv2dAttributes>,
  storage: SparseStorage | QuantizedStorage,
): PassWork {
  const { attributes: a, inputs } = call;
  const { image, inChannels, outHeight, outWidth } = geometry(call);
  const images = image.batch.size;
  const { pads, ...copies } = storedConvolutionCopies(storage, {
    ...a,
    images,
    size: [image.height.size, image.width.size],
    places: [outHeight, outWidth],
  });
  const padded = (image.height.size + 2 * a.padding[0]) * (image.width.size + 2 * a.padding[1]);
  return storedProductWork({
    ...weightMatrix(call),
    storage,
    rows: images * outHeight * outWidth,
    inputElements: elementCount(inputShape(inputs)),
    paddedElements: pads ? images * inChannels * padded : undefined,
    ...copies,
    biasElements: a.bias ? a.outChannels : 0,
    epilogue: epilogueFlops(call),
    precision: call.precision,
    elementBytes: call.elementBytes,
  });
}

function sizes(call: CostCall<Conv2dAttributes>) {
  const bytes = call.elementBytes;
  return {
    input: elementCount(inputShape(call.inputs)) * bytes,
    output: totalElements(call.outputs) * bytes,
    weights: totalElements(call.parameters) * bytes,
    outputElements: totalElements(call.outputs),
  };
}

export const operator = defineOperator({
  name: 'conv2d',
  label: 'convolution',
  attributes: conv2dAttributes,
  parameters: (call) => {
    const { attributes: a } = call;
    const { inChannels } = geometry(call);
    const out = dimension('channels', a.outChannels);
    const weight = {
      name: 'weight',
      shape: [
        out,
        dimension('channels per group', inChannels / a.groups),
        dimension('kernel height', a.kernel[0]),
        dimension('kernel width', a.kernel[1]),
      ],
    };
    return a.bias ? [weight, { name: 'bias', shape: [out] }] : [weight];
  },
  inferShapes: (call) => {
    const { image, outHeight, outWidth } = geometry(call);
    checkStorage(call.attributes, weightMatrix(call));
    return [
      [
        image.batch,
        dimension('channels', call.attributes.outChannels),
        dimension('height', outHeight),
        dimension('width', outWidth),
      ],
    ];
  },
  storage: (call) => [storedMatrix(call.attributes, weightMatrix(call))],
  forward: (call) => {
    const { attributes: a } = call;
    // Trained weights are dense; they are made sparse or quantized afterwards.
    if (!call.training && (isSparse(a) || isQuantized(a))) return overWindows(call, a);
    const { input, output, weights } = sizes(call);
    return work({
      products: [product(call)],
      ...epilogueFlops(call),
      bytesRead: input + weights,
      bytesWritten: output,
      launches: 1,
    });
  },
  // The gradients are convolutions with the same MACs; the forward problem names their kind and size.
  backwardData: (call) => {
    refuseFusedBackward(call.attributes);
    const { input, output, weights } = sizes(call);
    return work({
      products: [product(call)],
      bytesRead: output + weights,
      bytesWritten: input,
      launches: 1,
    });
  },
  backwardWeights: (call) => {
    refuseFusedBackward(call.attributes);
    const { input, output, weights, outputElements } = sizes(call);
    const { bias } = call.attributes;
    return work({
      products: [product(call)],
      otherFlops: bias ? outputElements : 0,
      bytesRead: input + output + (bias ? output : 0),
      bytesWritten: weights,
      launches: bias ? 2 : 1,
    });
  },
  keeps: () => ({ inputs: [0] }),
});
