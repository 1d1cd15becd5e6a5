// Activations to int8 while a network runs: what the products of the scheme int8 read.
import { int8WordsPerRow, type QuantizeRowsProblem } from '../../shared/problem.ts';
import { problemBytes } from '../../shared/problem/problem-bytes.ts';
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
import { singleTypes } from '../single-precision.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { clearOfTies, scaleVerification, wordVerification } from './quantize-rows-reference.ts';
import source from './row-teams.wgsl?raw';

function plan(problem: QuantizeRowsProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const { enables, aliases } = singleTypes(precision, tunables['vectorWidth'] === 4 ? 4 : 1);
  const words = int8WordsPerRow(columns);
  return {
    passes: [
      {
        label: 'quantize-rows/row-teams',
        code: assembleShader({
          enables: [...enables, ...rowTeamEnables(tunables)],
          aliases,
          constants: { ...rowTeamConstants(rows, columns, tunables), WORDS: words },
          sources: [...rowTeamSources, source],
        }),
        bindings: ['x', 'words', 'scales'],
        workgroups: rowTeamGrid(rows, tunables),
      },
    ],
    buffers: [
      {
        role: 'input',
        name: 'x',
        format: floatPrecision(precision),
        length: rows * columns,
        contents: clearOfTies(problem),
      },
      { role: 'output', name: 'words', format: 'i8x4', length: rows * words },
      { role: 'output', name: 'scales', format: 'f32', length: rows },
    ],
    flops: 0,
    bytes: problemBytes(problem) ?? 0,
    verification: wordVerification(problem),
    furtherVerifications: [scaleVerification(problem)],
  };
}

export const kernel: KernelDescriptor<QuantizeRowsProblem> = {
  id: 'quantize-rows/row-teams',
  op: 'quantize-rows',
  label: 'Row teams',
  summary:
    'A team of invocations finds the largest magnitude of each row, then rounds the row to int8 by it.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    rowTeamReason(problem.columns, tunables, traits) ??
    limitReason(rowTeamNeeds(tunables), () => plan(problem, tunables), traits),
  plan,
};
