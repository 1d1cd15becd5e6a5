// Activations to int8 while a network runs: what the products of the scheme int8 read.
import {
  bytesPerElement,
  int8WordsPerRow,
  type QuantizeRowsProblem,
} from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { clearOfTies, scaleVerification, wordVerification } from './quantize-rows-reference.ts';
import source from './row-teams.wgsl?raw';

const WORD_BYTES = 4;
const SCALE_BYTES = 4;

function plan(problem: QuantizeRowsProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const words = int8WordsPerRow(columns);
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'quantize-rows/row-teams',
        bindings: ['x', 'words', 'scales'],
        sources: [...rowTeamSources, source],
        constants: { WORDS: words },
      }),
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
    bytes: rows * (columns * bytesPerElement(precision) + WORD_BYTES * words + SCALE_BYTES),
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
  unsupported: (problem, tunables, traits) => rowTeamUnsupported(problem, tunables, traits, plan),
  plan,
};
