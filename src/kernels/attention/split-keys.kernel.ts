// Attention of few queries: the keys are cut into parts, or a single query would keep one workgroup busy and
// the rest of the device idle.
import type { AttentionProblem } from '../../shared/problem.ts';
import type {
  DeviceTraits,
  KernelDescriptor,
  KernelPlan,
  ScratchBuffer,
  Tunables,
} from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { floatTypes } from '../precision.ts';
import { rowTeamConstants, rowTeamSources } from '../rows/row-team.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  attentionConstants,
  attentionPlan,
  attentionReason,
  operandSources,
} from './attention-plan.ts';
import combine from './split-keys-combine.wgsl?raw';
import source from './split-keys.wgsl?raw';

/** Teams read a key side by side; one lane to a key needs no subgroups. */
const FORMS: readonly Tunables[] = [
  { part: 128, workgroupSize: 64, team: 1 },
  { part: 256, workgroupSize: 128, team: 8 },
  { part: 128, workgroupSize: 128, team: 16 },
  { part: 128, workgroupSize: 64, team: 4 },
];

/** Beyond this, tiles of queries use each key more than once. */
const MOST_QUERIES = 16;

function plan(problem: AttentionProblem, tunables: Tunables): KernelPlan {
  const { batch, heads, queries, keys, headSize, precision } = problem;
  const part = tunable(tunables, 'part');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const team = tunable(tunables, 'team');
  const rows = batch * heads * queries;
  const parts = Math.ceil(keys / part);
  const vectors = Math.ceil(headSize / 4);
  const { enables, aliases } = floatTypes(precision, tunables);
  const sizes = attentionConstants(problem);
  const wholeWorkgroup = { vectorWidth: 1, lanes: workgroupSize, teams: 1, subgroup: 1 };
  const scratch = { role: 'scratch', format: 'f32' } as const;
  const buffers: readonly ScratchBuffer[] = [
    { ...scratch, name: 'results', length: rows * parts * vectors * 4 },
    { ...scratch, name: 'facts', length: rows * parts * 2 },
  ];
  return attentionPlan(
    problem,
    tunables,
    [
      {
        label: 'attention/split-keys',
        code: assembleShader({
          enables: [...enables, ...(team > 1 ? ['subgroups'] : [])],
          aliases: { ...aliases, Value: 'f32' },
          constants: {
            ...rowTeamConstants(1, part, wholeWorkgroup),
            ...sizes,
            PART: part,
            PARTS: parts,
            TEAM: team,
            TEAM_STEPS: Math.log2(team),
            TEAM_VECTORS: Math.ceil(vectors / team),
          },
          sources: [...operandSources(problem), ...rowTeamSources, source],
        }),
        bindings: ['q', 'k', 'v', 'results', 'facts'],
        workgroups: [parts, rows, 1],
      },
      {
        label: 'attention/split-keys combine',
        code: assembleShader({
          enables,
          aliases: { Storage: aliases.Storage },
          constants: {
            ROWS: rows,
            PARTS: parts,
            VECTORS: vectors,
            HEAD: headSize,
            WORKGROUP_SIZE: workgroupSize,
          },
          sources: [combine],
        }),
        bindings: ['results', 'facts', 'o'],
        workgroups: foldedGrid(Math.ceil((rows * headSize) / workgroupSize)),
      },
    ],
    buffers,
  );
}

function shapeReason(
  { queries, headSize }: AttentionProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const team = tunable(tunables, 'team');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  if (queries > MOST_QUERIES) {
    return `It is for at most ${MOST_QUERIES} queries, as in decoding; use attention/tiled.`;
  }
  if (headSize > 4 * workgroupSize) {
    return `Heads of ${headSize} are wider than its ${workgroupSize} vectors of four.`;
  }
  return team > 1 && traits.subgroupMinSize < team
    ? `It needs subgroups of at least ${team} lanes; this device promises ${traits.subgroupMinSize}.`
    : undefined;
}

export const kernel: KernelDescriptor<AttentionProblem> = {
  id: 'attention/split-keys',
  op: 'attention',
  label: 'Split keys',
  summary:
    'Cuts the keys of each query into parts, one workgroup each, and combines what they come to.',
  variants: () => combinations(FORMS, [{ accumulatorBits: 32 }]),
  unsupported: (problem, tunables, traits) =>
    attentionReason(problem, traits) ??
    shapeReason(problem, tunables, traits) ??
    limitReason(
      {
        invocations: tunable(tunables, 'workgroupSize'),
        storageBytes: 4 * tunable(tunables, 'part') + 20 * tunable(tunables, 'workgroupSize'),
      },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
