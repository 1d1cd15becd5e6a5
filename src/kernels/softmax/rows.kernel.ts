// Softmax of every row: a reduction for the maximum, one for the sum, and each value read once or twice.
import { bytesPerElement, type SoftmaxProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { singleTolerance } from '../single-precision.ts';
import operands from './operands.wgsl?raw';
import source from './rows.wgsl?raw';
import { scaleSource, scoreScale, softmaxConstants } from './softmax-form.ts';
import { SCALED_SOFTMAX_UNITS, SOFTMAX_UNITS, softmaxReference } from './softmax-reference.ts';

/** Scaled logits of this size make some probabilities a thousand times others. */
const AMPLITUDE = 4;

function plan(problem: SoftmaxProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const format = floatPrecision(precision);
  const length = rows * columns;
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'softmax/rows',
        bindings: ['x', 'y'],
        sources: [scaleSource(problem), operands, ...rowTeamSources, source],
        constants: softmaxConstants(problem),
      }),
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
    maskReason(problem) ?? rowTeamUnsupported(problem, tunables, traits, plan),
  plan,
};
