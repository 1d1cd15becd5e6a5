// 1×1 convolution as what it is: a plain matrix product per image, without any gathering.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { blockTileSource } from '../gemm/block-tile.ts';
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
import elements from './pointwise-elements.wgsl?raw';
import vectors from './pointwise-vectors.wgsl?raw';

/** Rows of weights and of pixels must start on a vector of four, and pixels be neighbours. */
function fitsVectors(problem: Conv2dProblem): boolean {
  const pixels = problem.height * problem.width;
  return problem.stride === 1 && problem.inChannels % 4 === 0 && pixels % 4 === 0;
}

function productOf(problem: Conv2dProblem): GemmShape {
  const { height, width } = conv2dOutputSize(problem);
  return {
    m: problem.outChannels,
    n: height * width,
    k: problem.inChannels,
    layers: problem.batch,
  };
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const shape = productOf(problem);
  const types = floatTypes(problem.precision, tunables);
  const code = assembleShader({
    ...types,
    enables: [...types.enables, ...productEnables(tunables)],
    constants: { ...convolutionConstants(problem), ...productConstants(shape, tunables) },
    sources: [
      epilogue,
      ...(tunables['vectorWidth'] === 4
        ? [vectors, blockTileSource]
        : productSources(tunables, elements)),
    ],
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/pointwise-gemm',
    code,
    workgroups: productGrid(shape, tunables),
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
  variants: (problem) =>
    combinations(
      productTiles(productOf(problem), { vectorWidth: fitsVectors(problem) ? 4 : 1 }),
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    productReason(tunables, traits) ??
    limitReason(productNeeds(problem.precision, tunables), () => plan(problem, tunables), traits),
  plan,
};
