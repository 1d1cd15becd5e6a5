// One function applied to every element: all that counts is to move each byte once and in order.
import { bytesPerElement, type ElementwiseProblem } from '../../shared/problem.ts';
import type { InputBuffer, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance, singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import gelu from '../wgsl/gelu.wgsl?raw';
import functions from './functions.wgsl?raw';
import { kinds } from './kinds.ts';
import source from './map.wgsl?raw';

/** Wide enough that gates saturate on both sides. */
const AMPLITUDE = 6;

/**
 * WGSL allows exp 3 + 2|z| units in the last place of 2^-23 and a division 2.5. In x·s with s = 1/(1 + e^-z),
 * the first weighs (1 − s)·s: at most 2.5 u of |x|; the second 5 u; a sum before it 1 u.
 */
const UNITS = 9;

function operandLength({ kind, rows, columns }: ElementwiseProblem): number {
  return { whole: rows * columns, row: columns, none: 0 }[kinds[kind].operand];
}

function fitsVectors({ kind, rows, columns }: ElementwiseProblem): boolean {
  return (kinds[kind].operand === 'row' ? columns : rows * columns) % 4 === 0;
}

function plan(problem: ElementwiseProblem, tunables: Tunables): KernelPlan {
  const { kind, rows, columns, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const region = tunable(tunables, 'workgroupSize') * tunable(tunables, 'vectors');
  const facts = kinds[kind];
  const length = rows * columns;
  const others = operandLength(problem);
  const format = floatPrecision(precision);
  const operand: readonly InputBuffer[] =
    others === 0
      ? []
      : [{ role: 'input', name: 'operand', format, length: others, amplitude: AMPLITUDE }];
  const code = assembleShader({
    ...singleTypes(precision, width),
    constants: {
      COUNT: length / width,
      OPERAND_COUNT: others / width,
      BINARY: others === 0 ? 0 : 1,
      UNARY: others === 0 ? 1 : 0,
      VECTORS_OF_FOUR: width === 4 ? 1 : 0,
      SCALARS: width === 4 ? 0 : 1,
      WORKGROUP_SIZE: tunable(tunables, 'workgroupSize'),
      VECTORS: tunable(tunables, 'vectors'),
      EDGES: (length / width) % region === 0 ? 0 : 1,
    },
    sources: [
      gelu,
      functions,
      `fn compute(x: Value, other: Value) -> Value {\n  return ${facts.expression};\n}`,
      source,
    ],
  });
  return {
    passes: [
      {
        label: 'elementwise/map',
        code,
        bindings: ['x', ...operand.map(({ name }) => name), 'y'],
        workgroups: foldedGrid(Math.ceil(length / width / region)),
      },
    ],
    buffers: [
      { role: 'input', name: 'x', format, length, amplitude: AMPLITUDE },
      ...operand,
      { role: 'output', name: 'y', format, length },
    ],
    flops: 0,
    bytes: (2 * length + others) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference({ x = [], operand: other = [] }, index) {
        const { value, magnitude } = facts.reference(
          x[index] ?? NaN,
          others === 0 ? 0 : (other[index % others] ?? NaN),
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
  variants: (problem) =>
    combinations(
      fitsVectors(problem) ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
      [
        { workgroupSize: 64, vectors: 1 },
        { workgroupSize: 256, vectors: 1 },
        { workgroupSize: 64, vectors: 4 },
        { workgroupSize: 256, vectors: 4 },
      ],
    ),
  unsupported(problem, tunables, traits) {
    if (tunable(tunables, 'vectorWidth') === 4 && !fitsVectors(problem)) {
      return 'Vectors of four need rows, or the whole, to be a multiple of 4 long.';
    }
    return (
      floatReason(problem.precision, traits) ??
      limitReason(
        { invocations: tunable(tunables, 'workgroupSize') },
        () => plan(problem, tunables),
        traits,
      )
    );
  },
  plan,
};
