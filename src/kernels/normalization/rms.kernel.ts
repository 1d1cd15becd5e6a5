// Normalization by the root of the mean square: one reduction over each row.
import { bytesPerElement, type RmsNormalizationProblem } from '../../shared/problem.ts';
import type { DecodedInputs, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';
import { EPSILON } from './epsilon.ts';
import source from './rms.wgsl?raw';

/** Small enough that epsilon shows beside the mean square, so that a wrong one is caught in f16 too. */
const AMPLITUDE = 0.1;

/** Half of the squares' 8 u passes the root, which WGSL allows 2 units of 2^-23; two products follow. */
const UNITS = 10;

function plan(problem: RmsNormalizationProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const format = floatPrecision(precision);
  const length = rows * columns;
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'normalization/rms',
        bindings: ['x', 'gamma', 'y'],
        sources: [`const EPSILON = ${EPSILON};`, ...rowTeamSources, source],
      }),
    ],
    buffers: [
      { role: 'input', name: 'x', format, length, amplitude: AMPLITUDE },
      { role: 'input', name: 'gamma', format, length: columns },
      { role: 'output', name: 'y', format, length },
    ],
    flops: 0,
    bytes: (2 * length + columns) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference(inputs: DecodedInputs, index) {
        const { x = [], gamma = [] } = inputs;
        const start = index - (index % columns);
        let squares = 0;
        for (let i = start; i < start + columns; i++) squares += (x[i] ?? NaN) ** 2;
        const value =
          ((x[index] ?? NaN) / Math.sqrt(squares / columns + EPSILON)) *
          (gamma[index % columns] ?? NaN);
        return singleReference(value, Math.abs(value), precision);
      },
      referenceMacs: columns,
    },
  };
}

export const kernel: KernelDescriptor<RmsNormalizationProblem> = {
  id: 'normalization/rms',
  op: 'rms-normalization',
  label: 'Root mean square',
  summary:
    'A team of invocations shares each row and reduces it by shuffles or in workgroup memory.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported: (problem, tunables, traits) => rowTeamUnsupported(problem, tunables, traits, plan),
  plan,
};
