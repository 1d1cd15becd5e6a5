// Attention in registers alone, for adapters where workgroup memory is no cheaper than any other.
import type { AttentionProblem } from '../../shared/problem.ts';
import type { DeviceTraits, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  ATTENTION_BINDINGS,
  attentionConstants,
  attentionPlan,
  attentionReason,
  scaleSource,
} from './attention-plan.ts';
import lanes from './lanes.wgsl?raw';
import source from './registers.wgsl?raw';

/** One subgroup of a CPU adapter makes a workgroup; where subgroups are wider, teams are a part of them. */
const FORMS: readonly Tunables[] = [
  { rows: 1, team: 1, workgroupSize: 32 },
  { rows: 2, team: 4, workgroupSize: 4 },
  { rows: 4, team: 4, workgroupSize: 4 },
  { rows: 1, team: 8, workgroupSize: 8 },
];

/** Multiply-adds in one turn of the loop, all unrolled: more take CPU adapters many seconds to compile. */
const LONGEST_TURN = 1024;

function plan(problem: AttentionProblem, tunables: Tunables): KernelPlan {
  const rows = tunable(tunables, 'rows');
  const team = tunable(tunables, 'team');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const { enables, aliases } = floatTypes(problem.precision, tunables);
  const code = assembleShader({
    enables: [...enables, ...(team > 1 ? ['subgroups'] : [])],
    aliases,
    constants: {
      ...attentionConstants(problem),
      ROWS: rows,
      TEAM: team,
      WORKGROUP_SIZE: workgroupSize,
      QUADS: team === 4 ? 1 : 0,
      OCTETS: team === 8 ? 1 : 0,
    },
    sources: [scaleSource(problem), lanes, source],
  });
  return attentionPlan(problem, tunables, [
    {
      label: 'attention/registers',
      code,
      bindings: ATTENTION_BINDINGS,
      workgroups: [
        Math.ceil(problem.queries / (workgroupSize * rows)),
        problem.batch * problem.heads,
        1,
      ],
    },
  ]);
}

function formReason(
  { headSize }: AttentionProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const team = tunable(tunables, 'team');
  if (![1, 4, 8].includes(team)) return 'Its team must be 1, 4 or 8 lanes.';
  if (tunable(tunables, 'workgroupSize') % team !== 0) {
    return 'A workgroup must be a whole number of teams.';
  }
  if (team > 1 && traits.subgroupMinSize < team) {
    return `It needs subgroups of at least ${team} lanes; this device promises ${traits.subgroupMinSize}.`;
  }
  const turn = 2 * headSize * tunable(tunables, 'rows') * team;
  return turn > LONGEST_TURN
    ? `Heads of ${headSize} do not fit in its registers: ${turn} multiply-adds a turn, of at most ${LONGEST_TURN}.`
    : undefined;
}

export const kernel: KernelDescriptor<AttentionProblem> = {
  id: 'attention/registers',
  op: 'attention',
  label: 'Registers',
  summary:
    'Every lane keeps a few queries in registers and takes most keys and values from its neighbours.',
  variants: (problem) => combinations(FORMS, accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    attentionReason(problem, traits) ??
    formReason(problem, tunables, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
