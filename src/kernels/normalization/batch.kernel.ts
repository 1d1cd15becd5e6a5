// Batch normalization as networks run it after training: a scale and a shift for each channel.
import { bytesPerElement, type NormalizationProblem } from '../../shared/problem.ts';
import type {
  DecodedInputs,
  KernelDescriptor,
  KernelPlan,
  ReferenceValue,
  Tunables,
} from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance, singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './batch.wgsl?raw';
import { EPSILON } from './epsilon.ts';

/** WGSL allows inverseSqrt 2 units of 2^-23; a sum stands before it and a handful of products after it. */
const UNITS = 8;

/** Statistics of channels that hardly vary: there epsilon shows beside the variance. */
const LARGEST_VARIANCE = 0.01;

/** Wide teams for images, narrow ones for the last stages' 7×7. */
const TEAMS: readonly Tunables[] = [
  { lanes: 64, teams: 1, vectors: 1 },
  { lanes: 256, teams: 1, vectors: 1 },
  { lanes: 64, teams: 1, vectors: 4 },
  { lanes: 16, teams: 4, vectors: 1 },
  { lanes: 16, teams: 4, vectors: 4 },
];

function partsOf({ columns }: NormalizationProblem, tunables: Tunables): number {
  const width = tunable(tunables, 'vectorWidth') * tunable(tunables, 'vectors');
  return Math.ceil(columns / (tunable(tunables, 'lanes') * width));
}

function reference(
  { columns, precision }: NormalizationProblem,
  channels: number,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const channel = Math.floor(index / columns) % channels;
  const at = (name: string, place = channel) => inputs[name]?.[place] ?? NaN;
  const scale = at('gamma') / Math.sqrt(at('variance') + EPSILON);
  const x = at('x', index);
  return singleReference(
    (x - at('mean')) * scale + at('beta'),
    (Math.abs(x) + Math.abs(at('mean'))) * Math.abs(scale) + Math.abs(at('beta')),
    precision,
  );
}

function plan(problem: NormalizationProblem, tunables: Tunables): KernelPlan {
  const { rows, columns, precision, channels = rows } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const lanes = tunable(tunables, 'lanes');
  const teams = tunable(tunables, 'teams');
  const parts = partsOf(problem, tunables);
  const { enables, aliases } = singleTypes(precision, width);
  const format = floatPrecision(precision);
  const length = rows * columns;
  // What training leaves behind: f32 whatever the precision.
  const statistic = { role: 'input', format: 'f32', length: channels } as const;
  const affine = { role: 'input', format, length: channels } as const;
  return {
    passes: [
      {
        label: 'normalization/batch',
        code: assembleShader({
          enables,
          aliases: { ...aliases, Storage: format },
          constants: {
            ROWS: rows,
            COLUMNS: columns / width,
            CHANNELS: channels,
            LANES: lanes,
            TEAMS: teams,
            WORKGROUP_SIZE: lanes * teams,
            VECTORS: tunable(tunables, 'vectors'),
            PARTS: parts,
          },
          sources: [`const EPSILON = ${EPSILON};`, source],
        }),
        bindings: ['x', 'mean', 'variance', 'gamma', 'beta', 'y'],
        workgroups: foldedGrid(Math.ceil((rows * parts) / teams)),
      },
    ],
    buffers: [
      { role: 'input', name: 'x', format, length },
      { ...statistic, name: 'mean' },
      {
        ...statistic,
        name: 'variance',
        contents: (random) =>
          Float32Array.from({ length: channels }, () => random() * LARGEST_VARIANCE),
      },
      { ...affine, name: 'gamma' },
      { ...affine, name: 'beta' },
      { role: 'output', name: 'y', format, length },
    ],
    flops: 0,
    bytes: (2 * length + 2 * channels) * bytesPerElement(precision) + 2 * 4 * channels,
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference: (inputs, index) => reference(problem, channels, inputs, index),
    },
  };
}

function shapeReason(
  { kind, rows, channels = rows, columns }: NormalizationProblem,
  tunables: Tunables,
): string | undefined {
  if (kind !== 'batch') return 'It computes batch normalization only.';
  if (rows % channels !== 0) return `${channels} channels do not divide ${rows} rows.`;
  return columns % tunable(tunables, 'vectorWidth') === 0
    ? undefined
    : 'Vectors of four need the length of a row to be a multiple of 4.';
}

export const kernel: KernelDescriptor<NormalizationProblem> = {
  id: 'normalization/batch',
  op: 'normalization',
  label: 'Batch',
  summary:
    'Every invocation works out the scale and shift of its row, then applies them to a few columns.',
  variants: ({ columns }) => combinations([{ vectorWidth: columns % 4 === 0 ? 4 : 1 }], TEAMS),
  unsupported: (problem, tunables, traits) =>
    shapeReason(problem, tunables) ??
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'lanes') * tunable(tunables, 'teams') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
