// The gradient of the weights as a matrix product whose sums run over all pixels of all images: split
// among workgroups, because its result is small and would leave most of a device idle.
import { conv2dOutputSize, type Conv2dBackwardWeightsProblem } from '../../shared/problem.ts';
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
import { limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { backwardWeightsPlan } from './backward-weights-plan.ts';
import { elementTypes } from './element-types.ts';
import { backwardReason, forwardOf, tensorLengths } from './forward-shape.ts';
import { splitSums, splitVariants } from './split-sums.ts';
import elements from './weights-gemm-elements.wgsl?raw';
import vectors from './weights-gemm-vectors.wgsl?raw';

/** Pixels that a split sums up at least: with fewer, adding up the parts costs more than it spreads. */
const LEAST_SPLIT = 128;

/** Splits are cut in whole vectors of four pixels. */
const SPLIT_STEP = 4;

/** Below, a tile is nearly empty: its smallest is 32 × 32. */
const LEAST_GROUP = 8;

/** Whether four pixels of the result are four neighbours of the image, wherever they lie. */
function isDense(problem: Conv2dBackwardWeightsProblem): boolean {
  const { kernelHeight, kernelWidth, stride, padding } = problem;
  return kernelHeight === 1 && kernelWidth === 1 && stride === 1 && padding === 0;
}

function fitsVectors(problem: Conv2dBackwardWeightsProblem): boolean {
  const { height, width } = conv2dOutputSize(problem);
  return isDense(problem) ? (height * width) % 4 === 0 : width % 4 === 0;
}

function pixelsOf(problem: Conv2dBackwardWeightsProblem): number {
  const { height, width } = conv2dOutputSize(problem);
  return problem.batch * height * width;
}

/** The product of one split, `splits` times as many layers. */
function shapeOf(problem: Conv2dBackwardWeightsProblem, splits: number) {
  const { groups, kernelHeight, kernelWidth } = problem;
  return {
    m: problem.outChannels / groups,
    n: (problem.inChannels / groups) * kernelHeight * kernelWidth,
    k: Math.ceil(pixelsOf(problem) / splits / SPLIT_STEP) * SPLIT_STEP,
    layers: groups * splits,
  };
}

function variantsFor(problem: Conv2dBackwardWeightsProblem): readonly Tunables[] {
  const vectorWidth = { vectorWidth: fitsVectors(problem) ? 4 : 1 };
  const forms = [...GEMM_REGISTER_TILES, ...combinations([vectorWidth], GEMM_BLOCK_TILES)];
  return forms.flatMap((form) => {
    const [x, y, z] = gemmGrid(shapeOf(problem, 1), form);
    return combinations([form], splitVariants(x * y * z, pixelsOf(problem) / LEAST_SPLIT));
  });
}

function plan(problem: Conv2dBackwardWeightsProblem, tunables: Tunables): KernelPlan {
  const { precision } = problem;
  const splits = tunable(tunables, 'splits');
  const shape = shapeOf(problem, splits);
  const types = elementTypes(precision, tunables, splits > 1);
  const pixels = isDense(problem) ? 4 : 1;
  const sums = splitSums(precision, tunables, splits, tensorLengths(problem).w);
  const product: ShaderPass = {
    label: 'convolution-backward/weights-gemm',
    code: assembleShader({
      enables: types.enables,
      aliases: {
        ...types.aliases,
        Pixels: pixels === 4 ? 'vec4<Element>' : 'Element',
      },
      constants: {
        ...convolutionConstants(forwardOf(problem)),
        ...gemmConstants(shape, tunables),
        // Images lie with their pixels, the sums of the product, side by side.
        B_ALONG_K: 1,
        SPLITS: splits,
        PIXELS: pixels,
      },
      sources:
        tunables['vectorWidth'] === 4
          ? [vectors, blockTileSource]
          : gemmSources(tunables, elements),
    }),
    bindings: ['x', 'dy', sums.target],
    workgroups: gemmGrid(shape, tunables),
  };
  return backwardWeightsPlan(problem, tunables, [product, ...sums.passes], sums.scratch);
}

function shapeReason(
  problem: Conv2dBackwardWeightsProblem,
  tunables: Tunables,
): string | undefined {
  const { groups, outChannels } = problem;
  if (groups > 1 && outChannels / groups < LEAST_GROUP) {
    return `Groups of fewer than ${LEAST_GROUP} output channels leave its tiles almost empty; use convolution-backward/weights-direct.`;
  }
  return isBlockTile(tunables) && tunables['vectorWidth'] === 4 && !fitsVectors(problem)
    ? 'Loading vectors of four needs rows of the result, or its planes where the window is one pixel, in multiples of 4.'
    : undefined;
}

function needs(problem: Conv2dBackwardWeightsProblem, tunables: Tunables) {
  const { Storage } = elementTypes(
    problem.precision,
    tunables,
    tunable(tunables, 'splits') > 1,
  ).aliases;
  return gemmNeeds(Storage, tunables);
}

export const kernel: KernelDescriptor<Conv2dBackwardWeightsProblem> = {
  id: 'convolution-backward/weights-gemm',
  op: 'conv2d-backward-weights',
  label: 'Split GEMM',
  summary:
    'Computes the gradient as a matrix product over all pixels, split among workgroups and added up in a second pass.',
  variants: (problem) => combinations(variantsFor(problem), accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    backwardReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    gemmReason(tunables) ??
    limitReason(needs(problem, tunables), () => plan(problem, tunables), traits),
  plan,
};
