// The ceiling of the matrix units, as far as WGSL reaches them: products of fragments in registers only.
import type { MatrixMultiplyAddProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { COMPONENT_BYTES, matrixConfig, matrixReason, matrixUnits } from '../matrix-units.ts';
import { accumulatorVariants, sumReference, sumTolerance } from '../precision.ts';
import { signedField } from '../quantized/quantized-layout.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { spellMatrices } from '../wgsl/subgroup-matrix.ts';
import source from './matrix-multiply-add.wgsl?raw';

/** Eight sums cover the latency where registers allow; 16 fragments of 16×16 in f32 take 128 registers. */
const FORMS: readonly Tunables[] = [
  { lefts: 2, rights: 4, unroll: 8, groupSubgroups: 4 },
  { lefts: 2, rights: 2, unroll: 16, groupSubgroups: 4 },
  { lefts: 4, rights: 4, unroll: 4, groupSubgroups: 4 },
  { lefts: 2, rights: 4, unroll: 8, groupSubgroups: 1 },
];

/** Two, so that the loop itself is checked. */
const VERIFY_TURNS = 2;

function plan(problem: MatrixMultiplyAddProblem, tunables: Tunables): KernelPlan {
  const config = matrixConfig(problem.precision, tunables);
  const { m, n, k } = config;
  const spelled = spellMatrices(tunable(tunables, 'spelling'), config);
  const { componentType, resultComponentType } = config;
  const isInteger = componentType === 'i8';
  /** Bytes lie four to a word. */
  const packed = isInteger ? 4 : 1;
  const lefts = tunable(tunables, 'lefts');
  const rights = tunable(tunables, 'rights');
  const unroll = tunable(tunables, 'unroll');
  const groupSubgroups = tunable(tunables, 'groupSubgroups');
  const { subgroups, steps } = problem;
  const sums = lefts * rights;
  const turns = Math.max(1, Math.floor(steps / (sums * unroll)));
  const code = assembleShader({
    enables: [...(componentType === 'f16' ? ['f16'] : []), ...spelled.enables],
    diagnosticsOff: spelled.diagnosticsOff,
    aliases: {
      Storage: isInteger ? 'i32' : componentType,
      Accumulator: resultComponentType,
      ...spelled.aliases,
    },
    constants: {
      SUBGROUPS: subgroups,
      GROUP_SUBGROUPS: groupSubgroups,
      SUBGROUP_SIZE: tunable(tunables, 'subgroupSize'),
      MATRIX_M: m,
      MATRIX_N: n,
      MATRIX_K: k,
      LEFTS: lefts,
      RIGHTS: rights,
      UNROLL: unroll,
      PACKED: packed,
      PER_UNIT: isInteger ? tunable(tunables, 'bytesPerUnit') : 1,
      LAYOUT_TEMPLATE: spelled.layoutTemplate ? 1 : 0,
    },
    sources: [source],
  });
  const left = lefts * m * k;
  const right = rights * k * n;
  const result = subgroups * sums * m * n;
  const format = problem.precision === 'i8' ? 'i8x4' : problem.precision;
  const component = (values: ArrayLike<number>, index: number) =>
    isInteger
      ? signedField(values[Math.floor(index / 4)] ?? NaN, index % 4, 8)
      : (values[index] ?? NaN);
  return {
    passes: [
      {
        label: 'ceilings/matrix-multiply-add',
        code,
        bindings: ['left', 'right', 'result'],
        workgroups: foldedGrid(Math.ceil(subgroups / groupSubgroups)),
        overrides: { TURNS: turns },
        verifyOverrides: { TURNS: VERIFY_TURNS },
      },
    ],
    buffers: [
      { role: 'input', name: 'left', format, length: left / packed },
      { role: 'input', name: 'right', format, length: right / packed },
      { role: 'output', name: 'result', format: resultComponentType, length: result },
    ],
    flops: 2 * m * n * k * subgroups * turns * unroll * sums,
    bytes:
      (left + right) * COMPONENT_BYTES[componentType] +
      result * COMPONENT_BYTES[resultComponentType],
    verification: {
      output: 'result',
      tolerance: isInteger ? { kind: 'exact' } : sumTolerance(problem.precision, tunables),
      referenceMacs: k,
      reference({ left: a = [], right: b = [] }, index) {
        const pair = Math.floor(index / (m * n)) % sums;
        const row = Math.floor((index % (m * n)) / n);
        const first = (Math.floor(pair / rights) * m + row) * k;
        const second = (pair % rights) * k * n + (index % n);
        let value = 0;
        let magnitude = 0;
        for (let step = 0; step < k; step++) {
          const product = component(a, first + step) * component(b, second + step * n);
          value += product;
          magnitude += Math.abs(product);
        }
        const times = VERIFY_TURNS * unroll;
        return sumReference(times * value, times * magnitude, problem.precision, tunables);
      },
    },
  };
}

export const kernel: KernelDescriptor<MatrixMultiplyAddProblem> = {
  id: 'ceilings/matrix-multiply-add',
  op: 'matrix-multiply-add',
  label: 'Matrix units',
  summary: 'Products of fragments in registers only: the highest rate of the matrix units.',
  variants: ({ precision }) =>
    combinations(FORMS, matrixUnits(precision), accumulatorVariants(precision)),
  unsupported: (problem, tunables, traits) =>
    (problem.precision === 'i8' ? undefined : floatReason(problem.precision, traits)) ??
    matrixReason(problem.precision, tunables, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'groupSubgroups') * tunable(tunables, 'subgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
