// Softmax of every row: a reduction for the maximum, one for the sum, and each value read once or twice.
import { bytesPerElement, type SoftmaxProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import {
  rowTeamConstants,
  rowTeamEnables,
  rowTeamGrid,
  rowTeamNeeds,
  rowTeamReason,
  rowTeamSources,
  rowTeamVariants,
} from '../rows/row-team.ts';
import { singleTolerance, singleTypes } from '../single-precision.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import operands from './operands.wgsl?raw';
import source from './rows.wgsl?raw';
import { scaleSource, scoreScale, softmaxConstants } from './softmax-form.ts';
import { SCALED_SOFTMAX_UNITS, SOFTMAX_UNITS, softmaxReference } from './softmax-reference.ts';

/** Scaled logits of this size make some probabilities a thousand times others. */
const AMPLITUDE = 4;

function plan(problem: SoftmaxProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const { enables, aliases } = singleTypes(precision, tunables['vectorWidth'] === 4 ? 4 : 1);
  const format = floatPrecision(precision);
  const length = rows * columns;
  return {
    passes: [
      {
        label: 'softmax/rows',
        code: assembleShader({
          enables: [...enables, ...rowTeamEnables(tunables)],
          aliases,
          constants: { ...rowTeamConstants(rows, columns, tunables), ...softmaxConstants(problem) },
          sources: [scaleSource(problem), operands, ...rowTeamSources, source],
        }),
        bindings: ['x', 'y'],
        workgroups: rowTeamGrid(rows, tunables),
      },
    ],
    buffers: [
      { role: 'input', name: 'x', format, length, amplitude: AMPLITUDE / scoreScale(problem) },
      { role: 'output', name: 'y', format, length },
    ],
    flops: 0,
    bytes: 2 * length * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(
        precision,
        problem.headSize === undefined ? SOFTMAX_UNITS : SCALED_SOFTMAX_UNITS,
      ),
      reference: softmaxReference(problem),
      // One exponential and a few operations for each column; neighbours share a row.
      referenceMacs: columns,
    },
  };
}

function maskReason({ columns, causalQueries = 1 }: SoftmaxProblem): string | undefined {
  return causalQueries > columns
    ? `A causal mask needs at least as many columns as queries; there are ${columns} columns and ${causalQueries} queries.`
    : undefined;
}

export const kernel: KernelDescriptor<SoftmaxProblem> = {
  id: 'softmax/rows',
  op: 'softmax',
  label: 'Row teams',
  summary:
    'A team of invocations shares each row and reduces it by shuffles or in workgroup memory.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported: (problem, tunables, traits) =>
    maskReason(problem) ??
    floatReason(problem.precision, traits) ??
    rowTeamReason(problem.columns, tunables, traits) ??
    limitReason(rowTeamNeeds(tunables), () => plan(problem, tunables), traits),
  plan,
};
