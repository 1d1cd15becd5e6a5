// What all kernels for the gradient of the images share: buffers, counts and the float64 reference.
import {
  bytesPerElement,
  type Conv2dBackwardDataProblem,
  problemMacs,
} from '../../shared/problem.ts';
import type { KernelPlan, ScratchBuffer, ShaderPass, Tunables } from '../descriptor.ts';
import { floatPrecision, sumTolerance } from '../precision.ts';
import { backwardDataReference } from './backward-data-reference.ts';
import { tensorLengths } from './forward-shape.ts';

/** Gradient of the result, weights, gradient of the images: bound as 0, 1 and 2 by single passes. */
export const BACKWARD_DATA_BINDINGS = ['dy', 'w', 'dx'] as const;

export function backwardDataPlan(
  problem: Conv2dBackwardDataProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
  scratch: readonly ScratchBuffer[] = [],
): KernelPlan {
  const { groups, kernelHeight, kernelWidth, stride, precision } = problem;
  const format = floatPrecision(precision);
  const lengths = tensorLengths(problem);
  const tapsOfPixel = Math.ceil(kernelHeight / stride) * Math.ceil(kernelWidth / stride);
  return {
    passes,
    buffers: [
      { role: 'input', name: 'dy', format, length: lengths.y },
      { role: 'input', name: 'w', format, length: lengths.w },
      ...scratch,
      { role: 'output', name: 'dx', format, length: lengths.x },
    ],
    flops: 2 * problemMacs(problem),
    bytes: (lengths.x + lengths.w + lengths.y) * bytesPerElement(precision),
    verification: {
      output: 'dx',
      tolerance: sumTolerance(precision, tunables),
      reference: (inputs, index) => backwardDataReference(problem, tunables, inputs, index),
      referenceMacs: (problem.outChannels / groups) * tapsOfPixel,
    },
  };
}
