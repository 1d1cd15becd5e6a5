// Layer normalization: two reductions over each row, and every value read once or twice.
import { bytesPerElement, type NormalizationProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatPrecision } from '../precision.ts';
import { rowTeamPass, rowTeamUnsupported } from '../rows/row-team-pass.ts';
import { rowTeamSources, rowTeamVariants } from '../rows/row-team.ts';
import { singleTolerance } from '../single-precision.ts';
import { EPSILON } from './epsilon.ts';
import { LAYER_UNITS, layerReference } from './layer-reference.ts';
import source from './layer.wgsl?raw';

/** Small enough that epsilon shows beside the variance, so that a wrong one is caught in f16 too. */
const AMPLITUDE = 0.1;

function plan(problem: NormalizationProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision } = problem;
  const format = floatPrecision(precision);
  const length = rows * columns;
  return {
    passes: [
      rowTeamPass(problem, tunables, {
        label: 'normalization/layer',
        bindings: ['x', 'gamma', 'beta', 'y'],
        sources: [`const EPSILON = ${EPSILON};`, ...rowTeamSources, source],
      }),
    ],
    buffers: [
      { role: 'input', name: 'x', format, length, amplitude: AMPLITUDE },
      { role: 'input', name: 'gamma', format, length: columns },
      { role: 'input', name: 'beta', format, length: columns },
      { role: 'output', name: 'y', format, length },
    ],
    flops: 0,
    bytes: (2 * length + 2 * columns) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, LAYER_UNITS),
      reference: layerReference(problem),
      referenceMacs: columns,
    },
  };
}

export const kernel: KernelDescriptor<NormalizationProblem> = {
  id: 'normalization/layer',
  op: 'normalization',
  label: 'Layer',
  summary:
    'A team of invocations shares each row and reduces it by shuffles or in workgroup memory.',
  variants: ({ columns }) => rowTeamVariants(columns),
  unsupported(problem, tunables, traits) {
    if (problem.kind !== 'layer') return 'It computes layer normalization only.';
    return rowTeamUnsupported(problem, tunables, traits, plan);
  },
  plan,
};
