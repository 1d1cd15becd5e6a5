// Convolution as a matrix product whose second operand is gathered from the image while it is needed.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import type { GemmShape } from '../gemm/gemm-shape.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { convolutionConstants, convolutionPlan, convolutionReason } from './convolution-plan.ts';
import {
  productConstants,
  productEnables,
  productGrid,
  productNeeds,
  productReason,
  productSources,
  productTiles,
} from './product-form.ts';
import epilogue from './epilogue.wgsl?raw';
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

function productOf(problem: Conv2dProblem): GemmShape {
  const { batch, inChannels, outChannels, kernelHeight, kernelWidth, groups } = problem;
  const { height, width } = conv2dOutputSize(problem);
  return {
    m: outChannels / groups,
    n: batch * height * width,
    k: (inChannels / groups) * kernelHeight * kernelWidth,
    layers: groups,
  };
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const shape = productOf(problem);
  const types = floatTypes(problem.precision, tunables);
  const code = assembleShader({
    ...types,
    enables: [...types.enables, ...productEnables(tunables)],
    constants: { ...convolutionConstants(problem), ...productConstants(shape, tunables) },
    sources: [epilogue, ...productSources(tunables, elements)],
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/implicit-gemm',
    code,
    workgroups: productGrid(shape, tunables),
  });
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/implicit-gemm',
  op: 'conv2d',
  label: 'Implicit GEMM',
  summary: 'Computes the convolution as a matrix product and gathers pixels while it multiplies.',
  variants: (problem) =>
    combinations(productTiles(productOf(problem)), accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem) ??
    productReason(tunables, traits) ??
    limitReason(productNeeds(problem.precision, tunables), () => plan(problem, tunables), traits),
  plan,
};
