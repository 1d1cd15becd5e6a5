// The gradient of the images as a plain matrix product, transposed weights times gradients of the result,
// and a fold that adds up the taps that overlap. A 1×1 window overlaps nothing: there the product is all.
import { conv2dOutputSize, type Conv2dBackwardDataProblem } from '../../shared/problem.ts';
import { convolutionConstants } from '../convolution/convolution-plan.ts';
import type { KernelDescriptor, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { blockTileSource } from '../gemm/block-tile.ts';
import {
  GEMM_BLOCK_TILES,
  GEMM_REGISTER_TILES,
  gemmConstants,
  gemmGrid,
  gemmNeeds,
  gemmReason,
  gemmSources,
  isBlockTile,
} from '../gemm/gemm-form.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { backwardDataPlan } from './backward-data-plan.ts';
import elements from './data-gemm-elements.wgsl?raw';
import vectors from './data-gemm-vectors.wgsl?raw';
import { elementTypes } from './element-types.ts';
import fold from './fold.wgsl?raw';
import { backwardReason, forwardOf, tensorLengths } from './forward-shape.ts';

/** The fold only reads: any workgroup of whole subgroups does. */
const FOLD_WORKGROUP_SIZE = 64;

/** A tile would be nearly empty: depthwise layers took twenty times as long as by patches of one channel. */
const LEAST_GROUP = 8;

/** At larger strides a patch of one stride does not fit in registers, and this kernel is all there is. */
const LARGEST_DIRECT_STRIDE = 8;

/** Whether no two products meet in one pixel, so that the product is the gradient. */
function isPointwise({ kernelHeight, kernelWidth, padding }: Conv2dBackwardDataProblem): boolean {
  return kernelHeight === 1 && kernelWidth === 1 && padding === 0;
}

function isSpread(problem: Conv2dBackwardDataProblem): boolean {
  return isPointwise(problem) && problem.stride > 1;
}

function shapeOf(problem: Conv2dBackwardDataProblem) {
  const { batch, groups, kernelHeight, kernelWidth } = problem;
  const { height, width } = conv2dOutputSize(problem);
  return {
    m: (problem.inChannels / groups) * kernelHeight * kernelWidth,
    n: batch * height * width,
    k: problem.outChannels / groups,
    layers: groups,
  };
}

/** Planes of gradients and rows of weights must start on a vector of four, and be written as they are. */
function fitsVectors(problem: Conv2dBackwardDataProblem): boolean {
  const { height, width } = conv2dOutputSize(problem);
  return !isSpread(problem) && (height * width) % 4 === 0 && shapeOf(problem).m % 4 === 0;
}

function plan(problem: Conv2dBackwardDataProblem, tunables: Tunables): KernelPlan {
  const shape = shapeOf(problem);
  const folds = !isPointwise(problem);
  const lengths = tensorLengths(problem);
  const productLength = folds ? problem.groups * shape.m * shape.n : lengths.x;
  const types = elementTypes(problem.precision, tunables, folds);
  const sizes = convolutionConstants(forwardOf(problem));
  const product: ShaderPass = {
    label: 'convolution-backward/data-gemm',
    code: assembleShader({
      ...types,
      constants: {
        ...sizes,
        ...gemmConstants(shape, tunables),
        // Weights lie with their channels and taps, the rows of the product, side by side.
        A_ALONG_M: 1,
        PRODUCT_LENGTH: productLength,
        SPREAD: isSpread(problem) ? 1 : 0,
      },
      sources:
        tunables['vectorWidth'] === 4
          ? [vectors, blockTileSource]
          : gemmSources(tunables, elements),
    }),
    bindings: ['dy', 'w', folds ? 'product' : 'dx'],
    workgroups: gemmGrid(shape, tunables),
  };
  if (!folds) return backwardDataPlan(problem, tunables, [product]);
  const folding: ShaderPass = {
    label: 'convolution-backward/fold',
    code: assembleShader({
      ...types,
      constants: { ...sizes, WORKGROUP_SIZE: FOLD_WORKGROUP_SIZE },
      sources: [fold],
    }),
    bindings: ['product', 'dx'],
    workgroups: foldedGrid(Math.ceil(lengths.x / FOLD_WORKGROUP_SIZE)),
  };
  return backwardDataPlan(
    problem,
    tunables,
    [product, folding],
    [
      {
        role: 'scratch',
        name: 'product',
        format: types.aliases.Accumulator,
        length: productLength,
      },
    ],
  );
}

function needs(problem: Conv2dBackwardDataProblem, tunables: Tunables) {
  const { Storage } = elementTypes(problem.precision, tunables, !isPointwise(problem)).aliases;
  return gemmNeeds(Storage, tunables);
}

function shapeReason(problem: Conv2dBackwardDataProblem, tunables: Tunables): string | undefined {
  const { groups, outChannels, stride } = problem;
  if (groups > 1 && outChannels / groups < LEAST_GROUP && stride <= LARGEST_DIRECT_STRIDE) {
    return `Groups of fewer than ${LEAST_GROUP} output channels leave its tiles almost empty; use convolution-backward/data-direct.`;
  }
  return isBlockTile(tunables) && tunables['vectorWidth'] === 4 && !fitsVectors(problem)
    ? 'Loading vectors of four needs result planes, and channels times taps, in multiples of 4.'
    : undefined;
}

export const kernel: KernelDescriptor<Conv2dBackwardDataProblem> = {
  id: 'convolution-backward/data-gemm',
  op: 'conv2d-backward-data',
  label: 'GEMM and fold',
  summary:
    'One matrix product gives what every tap contributes, a second pass adds up what overlaps; 1×1 needs no second.',
  variants(problem) {
    const vectorWidth = { vectorWidth: fitsVectors(problem) ? 4 : 1 };
    const forms = [...GEMM_REGISTER_TILES, ...combinations([vectorWidth], GEMM_BLOCK_TILES)];
    return combinations(forms, accumulatorVariants(problem.precision));
  },
  unsupported: (problem, tunables, traits) =>
    backwardReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    gemmReason(tunables) ??
    limitReason(needs(problem, tunables), () => plan(problem, tunables), traits),
  plan,
};
