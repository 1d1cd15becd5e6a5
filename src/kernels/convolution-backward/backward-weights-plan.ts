// What all kernels for the gradient of the weights share: buffers, counts and the float64 reference. Their
// sums run over all pixels of all images. The bound stays the usual 8 u of |A|·|B| however long they are:
// the rounding of a sequential sum of n zero-mean products grows like n, and so does |A|·|B|; splitting
// a sum among workgroups only lowers it.
import {
  bytesPerElement,
  type Conv2dBackwardWeightsProblem,
  problemMacs,
} from '../../shared/problem.ts';
import type { KernelPlan, ScratchBuffer, ShaderPass, Tunables } from '../descriptor.ts';
import { floatPrecision, sumTolerance } from '../precision.ts';
import { backwardWeightsReference } from './backward-weights-reference.ts';
import { tensorLengths } from './forward-shape.ts';

export function backwardWeightsPlan(
  problem: Conv2dBackwardWeightsProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
  scratch: readonly ScratchBuffer[] = [],
): KernelPlan {
  const { precision } = problem;
  const format = floatPrecision(precision);
  const lengths = tensorLengths(problem);
  return {
    passes,
    buffers: [
      { role: 'input', name: 'x', format, length: lengths.x },
      { role: 'input', name: 'dy', format, length: lengths.y },
      ...scratch,
      { role: 'output', name: 'dw', format, length: lengths.w },
    ],
    flops: 2 * problemMacs(problem),
    bytes: (lengths.x + lengths.w + lengths.y) * bytesPerElement(precision),
    verification: {
      output: 'dw',
      tolerance: sumTolerance(precision, tunables),
      reference: (inputs, index) => backwardWeightsReference(problem, tunables, inputs, index),
    },
  };
}
