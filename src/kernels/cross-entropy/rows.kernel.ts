// Loss and gradient of every row in one kernel: two reductions, and each logit read once or twice.
import { bytesPerElement, type CrossEntropyProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { singleTolerance } from '../single-precision.ts';
import { crossEntropyReference, GRADIENT_UNITS, LOSS_UNITS } from './cross-entropy-reference.ts';
import { labelsWithCorners } from './labels-with-corners.ts';
import source from './rows.wgsl?raw';

/** Logits of this size make some probabilities a thousand times others. */
const AMPLITUDE = 4;

const LABEL_BYTES = 4;
const LOSS_BYTES = 4;

function plan(problem: CrossEntropyProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const stored = { format: floatPrecision(precision), length: rows * columns } as const;
  const reference = crossEntropyReference(problem);
  // Neighbours share the facts of their row, one exponential and a few operations for each column.
  const referenceMacs = columns;
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'cross-entropy/rows',
        bindings: ['logits', 'labels', 'losses', 'dlogits'],
        sources: [...rowTeamSources, source],
      }),
    ],
    buffers: [
      { role: 'input', name: 'logits', ...stored, amplitude: AMPLITUDE },
      {
        role: 'input',
        name: 'labels',
        format: 'u32',
        length: rows,
        contents: labelsWithCorners(rows, columns),
      },
      { role: 'output', name: 'losses', format: 'f32', length: rows },
      { role: 'output', name: 'dlogits', ...stored },
    ],
    flops: 0,
    bytes: 2 * rows * columns * bytesPerElement(precision) + rows * (LABEL_BYTES + LOSS_BYTES),
    verification: {
      output: 'dlogits',
      tolerance: singleTolerance(precision, GRADIENT_UNITS),
      reference: reference.gradient,
      referenceMacs,
    },
    furtherVerifications: [
      {
        output: 'losses',
        tolerance: singleTolerance('f32', LOSS_UNITS),
        reference: reference.loss,
        referenceMacs,
      },
    ],
  };
}

export const kernel: KernelDescriptor<CrossEntropyProblem> = {
  id: 'cross-entropy/rows',
  op: 'cross-entropy',
  label: 'Row teams',
  summary: 'A team of invocations shares each row of logits and writes its loss and its gradient.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported: (problem, tunables, traits) => rowTeamUnsupported(problem, tunables, traits, plan),
  plan,
};
