// 1×1 convolution as what it is: a plain matrix product per image, without any gathering.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { blockTileSource } from '../gemm/block-tile.ts';
import {
  GEMM_BLOCK_TILES,
  GEMM_REGISTER_TILES,
  gemmConstants,
  gemmGrid,
  gemmNeeds,
  gemmReason,
  gemmSources,
} from '../gemm/gemm-form.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { convolutionConstants, convolutionPlan, convolutionReason } from './convolution-plan.ts';
import elements from './pointwise-elements.wgsl?raw';
import vectors from './pointwise-vectors.wgsl?raw';

/** Rows of weights and of pixels must start on a vector of four, and pixels be neighbours. */
function fitsVectors(problem: Conv2dProblem): boolean {
  const pixels = problem.height * problem.width;
  return problem.stride === 1 && problem.inChannels % 4 === 0 && pixels % 4 === 0;
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const { height, width } = conv2dOutputSize(problem);
  const shape = {
    m: problem.outChannels,
    n: height * width,
    k: problem.inChannels,
    layers: problem.batch,
  };
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: { ...convolutionConstants(problem), ...gemmConstants(shape, tunables) },
    sources:
      tunables['vectorWidth'] === 4 ? [vectors, blockTileSource] : gemmSources(tunables, elements),
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/pointwise-gemm',
    code,
    workgroups: gemmGrid(shape, tunables),
  });
}

function shapeReason(problem: Conv2dProblem, tunables: Tunables): string | undefined {
  if (problem.kernelHeight !== 1 || problem.kernelWidth !== 1) {
    return 'It computes 1×1 convolutions only.';
  }
  if (problem.groups !== 1) return 'It computes convolutions of one group only.';
  if (problem.padding !== 0) return 'It computes convolutions without padding only.';
  return tunables['vectorWidth'] === 4 && !fitsVectors(problem)
    ? 'Loading vectors of four needs stride 1, and channels and pixels in multiples of 4.'
    : undefined;
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/pointwise-gemm',
  op: 'conv2d',
  label: 'Pointwise GEMM',
  summary: 'Computes a 1×1 convolution as one matrix product per image, with nothing to gather.',
  variants(problem) {
    const vectorWidth = { vectorWidth: fitsVectors(problem) ? 4 : 1 };
    const forms = [...GEMM_REGISTER_TILES, ...combinations([vectorWidth], GEMM_BLOCK_TILES)];
    return combinations(forms, accumulatorVariants(problem.precision));
  },
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    gemmReason(tunables) ??
    limitReason(gemmNeeds(problem.precision, tunables), () => plan(problem, tunables), traits),
  plan,
};
