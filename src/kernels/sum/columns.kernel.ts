// Sums down the columns of a matrix: an invocation for each column, or vector of columns, and share of the rows.
import type { SumProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { columnParts, columnSumsPass } from './column-sums.ts';
import columnTerms from './columns-terms.wgsl?raw';
import { writes } from './declare-buffers.ts';
import operands from './operands.wgsl?raw';
import { operandConstants, sumBuffers, sumPlan } from './sum-plan.ts';

function plan(problem: SumProblem, tunables: Tunables): KernelPlan {
  const { outer, columns, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const parts = tunable(tunables, 'parts');
  const pass = columnSumsPass(
    {
      label: 'sum/columns',
      count: 1,
      rows: outer,
      columns,
      ...singleTypes(precision, width),
      constants: operandConstants(problem, width, parts),
      sources: [operands, columnTerms],
      buffers: sumBuffers(
        problem,
        parts === 1
          ? writes('y', 'Element', 'COLUMNS')
          : writes('parts', 'Value', 'PARTS * COLUMNS'),
      ),
    },
    tunables,
  );
  return sumPlan(problem, pass, parts);
}

function variants({ outer, columns }: SumProblem): readonly Tunables[] {
  const vectorWidth = columns % 4 === 0 ? 4 : 1;
  const many = columnParts(outer, columns / vectorWidth);
  const few = Math.min(8, many);
  return combinations(
    [{ vectorWidth }],
    [...new Set([many, few, 1])].map((parts) => ({ parts })),
    [{ workgroupSize: 64 }, { workgroupSize: 256 }],
  );
}

function shapeReason({ columns, inner }: SumProblem, tunables: Tunables): string | undefined {
  if (inner !== 1) return 'It sums only where neighbours belong to different columns.';
  return columns % tunable(tunables, 'vectorWidth') === 0
    ? undefined
    : 'Vectors of four need the number of columns to be a multiple of 4.';
}

export const kernel: KernelDescriptor<SumProblem> = {
  id: 'sum/columns',
  op: 'sum',
  label: 'Columns',
  summary:
    'An invocation sums a few neighbouring columns over a share of the rows; a second pass adds the shares.',
  variants,
  unsupported: (problem, tunables, traits) =>
    shapeReason(problem, tunables) ??
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
