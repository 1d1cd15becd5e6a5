// The gradient of softmax, row by row: one reduction, and each value of y and dy read once or twice.
import { bytesPerElement, type SoftmaxGradientProblem } from '../../shared/problem.ts';
import type { InputBuffer, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { softmaxGradientReference, softmaxGradientTolerance } from './gradient-reference.ts';
import source from './gradient.wgsl?raw';
import { scaleSource } from './softmax-form.ts';

/** Rows of probabilities as softmax gives them: positive, with a sum of 1. */
function probabilities(rows: number, columns: number): NonNullable<InputBuffer['contents']> {
  return (random) => {
    const contents = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const values = contents.subarray(row * columns, (row + 1) * columns);
      let sum = 0;
      for (let i = 0; i < columns; i++) sum += values[i] = 0.01 + random();
      for (let i = 0; i < columns; i++) values[i] = (values[i] ?? NaN) / sum;
    }
    return contents;
  };
}

function plan(problem: SoftmaxGradientProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const stored = { format: floatPrecision(precision), length: rows * columns } as const;
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'softmax/gradient',
        bindings: ['y', 'dy', 'dx'],
        sources: [scaleSource(problem), ...rowTeamSources, source],
      }),
    ],
    buffers: [
      { role: 'input', name: 'y', ...stored, contents: probabilities(rows, columns) },
      { role: 'input', name: 'dy', ...stored },
      { role: 'output', name: 'dx', ...stored },
    ],
    flops: 0,
    bytes: 3 * rows * columns * bytesPerElement(precision),
    verification: {
      output: 'dx',
      tolerance: softmaxGradientTolerance(precision),
      reference: softmaxGradientReference(problem),
      // Neighbours share the sum of their row.
      referenceMacs: columns,
    },
  };
}

export const kernel: KernelDescriptor<SoftmaxGradientProblem> = {
  id: 'softmax/gradient',
  op: 'softmax-gradient',
  label: 'Row teams, gradient',
  summary:
    'A team of invocations shares each row, sums dy·y over it and hands every value its part.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported: (problem, tunables, traits) => rowTeamUnsupported(problem, tunables, traits, plan),
  plan,
};
