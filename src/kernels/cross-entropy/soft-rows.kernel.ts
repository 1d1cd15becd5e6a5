// The loss of a student that learns from labels and from the probabilities of its teacher (Hinton, Vinyals and Dean
// 2015, arXiv:1503.02531), and its gradient, of every row in one kernel.
import { bytesPerElement, type SoftCrossEntropyProblem } from '../../shared/problem.ts';
import type { InputBuffer, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { singleTolerance } from '../single-precision.ts';
import { labelsWithCorners } from './labels-with-corners.ts';
import { SOFT_UNITS, softCrossEntropyReference } from './soft-reference.ts';
import source from './soft-rows.wgsl?raw';

/** Logits of this size make some probabilities a thousand times others. */
const AMPLITUDE = 4;

const LABEL_BYTES = 4;
const LOSS_BYTES = 4;

/** Of every row, they sum to 1 before they are rounded. */
function probabilities(rows: number, columns: number): NonNullable<InputBuffer['contents']> {
  return (random) => {
    const values = Float32Array.from({ length: rows * columns }, () => random());
    for (let row = 0; row < rows; row++) {
      const own = values.subarray(row * columns, (row + 1) * columns);
      const sum = own.reduce((total, value) => total + value, 0);
      for (const [column, value] of own.entries()) own[column] = value / sum;
    }
    return values;
  };
}

/** The two losses' shares of the loss and of its slope: d(T² · f(x/T))/dx = T · f′. */
function sharesOf({ temperature, softWeight }: SoftCrossEntropyProblem): string {
  return Object.entries({
    COOLING: 1 / temperature,
    HARD_LOSS: 1 - softWeight,
    SOFT_LOSS: softWeight * temperature ** 2,
    HARD_SLOPE: 1 - softWeight,
    SOFT_SLOPE: softWeight * temperature,
  })
    .map(([name, value]) => `const ${name} = f32(${value});`)
    .join('\n');
}

function plan(problem: SoftCrossEntropyProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const stored = { format: floatPrecision(precision), length: rows * columns } as const;
  const reference = softCrossEntropyReference(problem);
  // Two exponentials and a few operations for each column.
  const referenceMacs = 2 * columns;
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'cross-entropy/soft-rows',
        bindings: ['logits', 'labels', 'targets', 'losses', 'dlogits'],
        sources: [...rowTeamSources, sharesOf(problem), source],
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
      { role: 'input', name: 'targets', ...stored, contents: probabilities(rows, columns) },
      { role: 'output', name: 'losses', format: 'f32', length: rows },
      { role: 'output', name: 'dlogits', ...stored },
    ],
    flops: 0,
    bytes: 3 * rows * columns * bytesPerElement(precision) + rows * (LABEL_BYTES + LOSS_BYTES),
    verification: {
      output: 'dlogits',
      tolerance: singleTolerance(precision, SOFT_UNITS),
      reference: reference.gradient,
      referenceMacs,
    },
    furtherVerifications: [
      {
        output: 'losses',
        tolerance: singleTolerance('f32', SOFT_UNITS),
        reference: reference.loss,
        referenceMacs,
      },
    ],
  };
}

export const kernel: KernelDescriptor<SoftCrossEntropyProblem> = {
  id: 'cross-entropy/soft-rows',
  op: 'soft-cross-entropy',
  label: 'Row teams, soft targets',
  summary:
    'A team of invocations shares each row of logits and writes its loss against label and teacher, and its gradient.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported: (problem, tunables, traits) => rowTeamUnsupported(problem, tunables, traits, plan),
  plan,
};
