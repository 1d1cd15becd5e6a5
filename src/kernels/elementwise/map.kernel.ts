// One function applied to every element: all that counts is to move each byte once and in order.
import { bytesPerElement, type ElementwiseProblem } from '../../shared/problem.ts';
import type { InputBuffer, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';
import { kinds } from './kinds.ts';
import { mapPass, mapReason, mapVariants } from './map-pass.ts';

/** Wide enough that gates saturate on both sides. */
const AMPLITUDE = 6;

function sizes({ kind, rows, columns, inner = 1 }: ElementwiseProblem) {
  const length = rows * columns * inner;
  const { operand } = kinds[kind];
  const second =
    operand === 'none'
      ? undefined
      : operand === 'row'
        ? { count: columns, inner }
        : { count: length, inner: 1 };
  return { length, second };
}

function plan(problem: ElementwiseProblem, tunables: Tunables): KernelPlan {
  const { precision } = problem;
  const { expression, units, reference } = kinds[problem.kind];
  const { length, second } = sizes(problem);
  const format = floatPrecision(precision);
  const operand: readonly InputBuffer[] =
    second === undefined
      ? []
      : [{ role: 'input', name: 'operand', format, length: second.count, amplitude: AMPLITUDE }];
  return {
    passes: [
      mapPass(
        {
          label: 'elementwise/map',
          length,
          precision,
          expression,
          ...(second === undefined ? {} : { second }),
          bindings: ['x', ...operand.map(({ name }) => name), 'y'],
        },
        tunables,
      ),
    ],
    buffers: [
      { role: 'input', name: 'x', format, length, amplitude: AMPLITUDE },
      ...operand,
      { role: 'output', name: 'y', format, length },
    ],
    flops: 0,
    bytes: (2 * length + (second?.count ?? 0)) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, units),
      reference({ x = [], operand: other = [] }, index) {
        const place = second === undefined ? 0 : Math.floor(index / second.inner) % second.count;
        const { value, magnitude } = reference(
          x[index] ?? NaN,
          second === undefined ? 0 : (other[place] ?? NaN),
        );
        return singleReference(value, magnitude, precision);
      },
    },
  };
}

export const kernel: KernelDescriptor<ElementwiseProblem> = {
  id: 'elementwise/map',
  op: 'elementwise',
  label: 'Map',
  summary: 'Every invocation computes a few elements, neighbours side by side, by vectors of four.',
  variants: (problem) => mapVariants(sizes(problem).length),
  unsupported: (problem, tunables, traits) =>
    mapReason(
      { length: sizes(problem).length, precision: problem.precision },
      tunables,
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
