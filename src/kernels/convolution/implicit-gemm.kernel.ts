// Convolution as a matrix product whose second operand is gathered from the image while it is needed.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
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
import elements from './implicit-gemm.wgsl?raw';

/**
 * With fewer output channels to a group, nearly all of a tile is padding: depthwise at 96 channels took
 * 10 s on SwiftShader, against 3 ms by the depthwise kernel.
 */
const LEAST_GROUP = 8;

function shapeReason({ groups, outChannels }: Conv2dProblem): string | undefined {
  return groups > 1 && outChannels / groups < LEAST_GROUP
    ? `Groups of fewer than ${LEAST_GROUP} output channels leave its tiles almost empty; use convolution/direct or convolution/depthwise.`
    : undefined;
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const { batch, inChannels, outChannels, kernelHeight, kernelWidth, groups } = problem;
  const { height, width } = conv2dOutputSize(problem);
  const shape = {
    m: outChannels / groups,
    n: batch * height * width,
    k: (inChannels / groups) * kernelHeight * kernelWidth,
    layers: groups,
  };
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: { ...convolutionConstants(problem), ...gemmConstants(shape, tunables) },
    sources: gemmSources(tunables, elements),
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/implicit-gemm',
    code,
    workgroups: gemmGrid(shape, tunables),
  });
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/implicit-gemm',
  op: 'conv2d',
  label: 'Implicit GEMM',
  summary: 'Computes the convolution as a matrix product and gathers pixels while it multiplies.',
  variants: (problem) =>
    combinations(
      [...GEMM_REGISTER_TILES, ...GEMM_BLOCK_TILES],
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem) ??
    gemmReason(tunables) ??
    limitReason(gemmNeeds(problem.precision, tunables), () => plan(problem, tunables), traits),
  plan,
};
