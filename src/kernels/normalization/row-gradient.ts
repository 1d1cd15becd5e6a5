// Gradients of normalizations over rows: the rows by teams, then the sums over rows for scale and shift.
import { bytesPerElement, type Precision } from '../../shared/problem.ts';
import type {
  BufferSpec,
  DecodedInputs,
  DeviceTraits,
  KernelPlan,
  ShaderPass,
  Tunables,
} from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import across from '../rows/across.wgsl?raw';
import {
  rowTeamConstants,
  rowTeamEnables,
  rowTeamGrid,
  rowTeamNeeds,
  rowTeamReason,
  rowTeamVariants,
} from '../rows/row-team.ts';
import { singleReference, singleTolerance, singleTypes } from '../single-precision.ts';
import { columnParts, columnSumsPass } from '../sum/column-sums.ts';
import { combinePass, partsScratch } from '../sum/combine.ts';
import { declareBuffers, reads, writes } from '../sum/declare-buffers.ts';
import { sumsAlias } from '../sum/sum-count.ts';
import teamSums from '../sum/team-sums.wgsl?raw';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { EPSILON } from './epsilon.ts';
import columnTerms from './row-gradient-columns.wgsl?raw';
import finish from './row-gradient-finish.wgsl?raw';
import { rowGradientReference } from './row-gradient-reference.ts';
import source from './row-gradient.wgsl?raw';

/** Small enough that epsilon shows beside the variance, so that a wrong one is caught in f16 too. */
const AMPLITUDE = 0.1;

/**
 * A sum costs 8 u of its terms, the inverse deviation as much: half of the squares' 8 u, and 2 units of 2^-23
 * for WGSL's inverseSqrt. dx holds three of its factors, two sums and half a dozen more roundings.
 */
const UNITS = 48;

/** Of the pass that sums over the rows. */
const COLUMN_WORKGROUP = 64;

export interface RowGradientProblem {
  readonly rows: number;
  readonly columns: number;
  readonly precision: Precision;
}

/** Whether the mean is taken away, and a shift learned: layer normalization. */
export interface RowGradientForm {
  /** "normalization/layer-gradient". */
  readonly label: string;
  readonly centred: boolean;
}

function rowPass(
  { label, centred }: RowGradientForm,
  problem: RowGradientProblem,
  tunables: Tunables,
): ShaderPass {
  const { rows, columns, precision } = problem;
  const { enables, aliases } = singleTypes(precision, tunable(tunables, 'vectorWidth'));
  const buffers = [
    reads('x', 'Element', 'ROWS * COLUMNS'),
    reads('dy', 'Element', 'ROWS * COLUMNS'),
    reads('gamma', 'Element', 'COLUMNS'),
    writes('dx', 'Element', 'ROWS * COLUMNS'),
    writes('statistics', 'vec2<f32>', 'ROWS'),
  ];
  return {
    label: `${label}-rows`,
    code: assembleShader({
      enables: [...enables, ...rowTeamEnables(tunables)],
      aliases: { ...aliases, Sums: sumsAlias(2) },
      constants: {
        ...rowTeamConstants(rows, columns, tunables),
        CENTRED: centred ? 1 : 0,
        PLAIN: centred ? 0 : 1,
      },
      sources: [
        `const EPSILON = ${EPSILON};\n${declareBuffers(buffers)}`,
        across,
        teamSums,
        source,
      ],
    }),
    bindings: buffers.map(({ name }) => name),
    workgroups: rowTeamGrid(rows, tunables),
  };
}

function columnPasses(
  { label, centred }: RowGradientForm,
  { rows, columns, precision }: RowGradientProblem,
  tunables: Tunables,
): readonly ShaderPass[] {
  const types = singleTypes(precision, tunable(tunables, 'vectorWidth'));
  const parts = tunable(tunables, 'parts');
  const count = centred ? 2 : 1;
  const affine = (type: string) => [
    writes('dgamma', type, 'COLUMNS'),
    ...(centred ? [writes('dbeta', type, 'COLUMNS')] : []),
  ];
  const sums = columnSumsPass(
    {
      label: `${label}-columns`,
      count,
      rows,
      columns,
      ...types,
      constants: { DIRECT: parts === 1 ? 1 : 0 },
      sources: [columnTerms],
      buffers: [
        reads('x', 'Element', 'ROWS * COLUMNS'),
        reads('dy', 'Element', 'ROWS * COLUMNS'),
        writes('statistics', 'vec2<f32>', 'ROWS'),
        ...(parts === 1
          ? affine('Element')
          : [writes('parts', 'Value', 'PARTS * OUTPUTS * COLUMNS')]),
      ],
    },
    { ...tunables, workgroupSize: COLUMN_WORKGROUP },
  );
  if (parts === 1) return [sums];
  const combine = combinePass({
    label: `${label}-combine`,
    count,
    parts,
    columns,
    enables: types.enables,
    aliases: { Storage: floatPrecision(precision) },
    sources: [finish],
    buffers: affine('Storage'),
  });
  return [sums, combine];
}

function buffersOf(problem: RowGradientProblem, parts: number, centred: boolean): BufferSpec[] {
  const { rows, columns, precision } = problem;
  const format = floatPrecision(precision);
  const whole = { format, length: rows * columns } as const;
  const row = { format, length: columns } as const;
  return [
    { role: 'input', name: 'x', ...whole, amplitude: AMPLITUDE },
    { role: 'input', name: 'dy', ...whole },
    { role: 'input', name: 'gamma', ...row },
    { role: 'output', name: 'dx', ...whole },
    { role: 'output', name: 'dgamma', ...row },
    ...(centred ? [{ role: 'output', name: 'dbeta', ...row } as const] : []),
    { role: 'scratch', name: 'statistics', format: 'f32', length: 2 * rows },
    ...(parts === 1 ? [] : [partsScratch(centred ? 2 : 1, parts, columns)]),
  ];
}

export function rowGradientPlan(
  form: RowGradientForm,
  problem: RowGradientProblem,
  tunables: Tunables,
): KernelPlan {
  const { rows, columns, precision } = problem;
  const reference = rowGradientReference(rows, columns, form.centred);
  const verificationOf = (output: 'dx' | 'dgamma' | 'dbeta', referenceMacs: number) => ({
    output,
    tolerance: singleTolerance(precision, UNITS),
    reference(inputs: DecodedInputs, index: number) {
      const { value, magnitude } = reference[output](inputs, index);
      return singleReference(value, magnitude, precision);
    },
    referenceMacs,
  });
  return {
    passes: [rowPass(form, problem, tunables), ...columnPasses(form, problem, tunables)],
    buffers: buffersOf(problem, tunable(tunables, 'parts'), form.centred),
    flops: 0,
    bytes: (3 * rows + (form.centred ? 3 : 2)) * columns * bytesPerElement(precision),
    verification: verificationOf('dx', columns),
    furtherVerifications: [
      verificationOf('dgamma', rows),
      ...(form.centred ? [verificationOf('dbeta', rows)] : []),
    ],
  };
}

export function rowGradientVariants({ rows, columns }: RowGradientProblem): readonly Tunables[] {
  const width = columns % 4 === 0 ? 4 : 1;
  return combinations(rowTeamVariants(columns), [{ parts: columnParts(rows, columns / width) }]);
}

export function rowGradientReason(
  form: RowGradientForm,
  problem: RowGradientProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const { invocations, storageBytes = 0 } = rowTeamNeeds(tunables);
  // Two sums at once.
  const needs = { invocations, storageBytes: 2 * storageBytes };
  return (
    floatReason(problem.precision, traits) ??
    rowTeamReason(problem.columns, tunables, traits) ??
    limitReason(needs, () => rowGradientPlan(form, problem, tunables), traits)
  );
}
