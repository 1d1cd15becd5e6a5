// The gradient through a function of one value: dy times the slope, each byte moved once.
import { bytesPerElement, type ElementwiseGradientProblem } from '../../shared/problem.ts';
import type { InputBuffer, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';
import functions from './derivatives.wgsl?raw';
import { derivatives } from './derivatives.ts';
import { mapPass, mapReason, mapVariants } from './map-pass.ts';

/** Wide enough that gates saturate on both sides, and relu6. */
const AMPLITUDE = 8;

/** What is kept of tanh and of sigmoid lies within ±1. */
const BOUNDED_AMPLITUDE = 1;

function plan(problem: ElementwiseGradientProblem, tunables: Tunables): KernelPlan {
  const { kind, elements, precision } = problem;
  const { expression, units, slope, magnitude = () => 1 } = derivatives[kind];
  const bounded = kind === 'tanh' || kind === 'sigmoid';
  const stored = { format: floatPrecision(precision), length: elements } as const;
  const kept: InputBuffer = {
    role: 'input',
    name: 'kept',
    ...stored,
    amplitude: bounded ? BOUNDED_AMPLITUDE : AMPLITUDE,
  };
  return {
    passes: [
      mapPass(
        {
          label: 'elementwise/gradient',
          length: elements,
          precision,
          expression: `other * (${expression})`,
          sources: [functions],
          second: { count: elements, inner: 1 },
          bindings: ['kept', 'dy', 'dx'],
        },
        tunables,
      ),
    ],
    buffers: [
      kept,
      { role: 'input', name: 'dy', ...stored },
      { role: 'output', name: 'dx', ...stored },
    ],
    flops: 0,
    bytes: 3 * elements * bytesPerElement(precision),
    verification: {
      output: 'dx',
      tolerance: singleTolerance(precision, units),
      reference(inputs, index) {
        const at = inputs['kept']?.[index] ?? NaN;
        const dy = inputs['dy']?.[index] ?? NaN;
        return singleReference(dy * slope(at), Math.abs(dy) * magnitude(at), precision);
      },
    },
  };
}

export const kernel: KernelDescriptor<ElementwiseGradientProblem> = {
  id: 'elementwise/gradient',
  op: 'elementwise-gradient',
  label: 'Gradient of a map',
  summary: 'Every invocation multiplies a few gradients by the slope at their place.',
  variants: ({ elements }) => mapVariants(elements),
  unsupported: (problem, tunables, traits) =>
    mapReason(
      { length: problem.elements, precision: problem.precision },
      tunables,
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
