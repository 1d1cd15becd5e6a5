// Sums over outer and inner axes: a team of invocations for each column, or for a share of it.
import type { SumProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleTypes } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import main from './channel-shares.wgsl?raw';
import {
  type ChannelShape,
  channelSumSources,
  channelTeamConstants,
  channelTeamEnables,
  channelTeamGrid,
  channelTeamNeeds,
  channelTeamReason,
  channelTeamVariants,
} from './channel-teams.ts';
import { declareBuffers, writes } from './declare-buffers.ts';
import channelTerms from './channels-terms.wgsl?raw';
import keepShares from './keep-shares.wgsl?raw';
import operands from './operands.wgsl?raw';
import { sumsAlias } from './sum-count.ts';
import { operandConstants, sumBuffers, sumPlan } from './sum-plan.ts';
import terms from './terms.wgsl?raw';

function shapeOf({ outer, columns, inner }: SumProblem): ChannelShape {
  return { outer, channels: columns, inner };
}

function plan(problem: SumProblem, tunables: Tunables): KernelPlan {
  const { precision } = problem;
  const shape = shapeOf(problem);
  const width = tunable(tunables, 'vectorWidth');
  const parts = tunable(tunables, 'parts');
  const { enables, aliases } = singleTypes(precision, width);
  const buffers = sumBuffers(
    problem,
    parts === 1 ? writes('y', 'Storage', 'CHANNELS') : writes('parts', 'f32', 'PARTS * CHANNELS'),
  );
  const code = assembleShader({
    enables: [...enables, ...channelTeamEnables(tunables)],
    aliases: { ...aliases, Storage: floatPrecision(precision), Sums: sumsAlias(1) },
    constants: {
      ...channelTeamConstants(shape, tunables, 1, problem.product === true ? 2 : 1),
      ...operandConstants(problem, width, parts),
    },
    sources: [
      declareBuffers(buffers),
      operands,
      terms,
      channelTerms,
      ...(parts === 1 ? [] : [keepShares]),
      ...channelSumSources,
      main,
    ],
  });
  const pass = {
    label: 'sum/channels',
    code,
    bindings: buffers.map(({ name }) => name),
    workgroups: channelTeamGrid(shape, tunables),
  };
  return sumPlan(problem, pass, parts);
}

/** From here on, lanes that go down a column of side-by-side columns read one value of each stretch of memory. */
const WIDE = 16;

function shapeReason({ columns, inner }: SumProblem): string | undefined {
  return inner === 1 && columns >= WIDE
    ? 'Many columns that lie side by side are summed by neighbouring invocations instead.'
    : undefined;
}

export const kernel: KernelDescriptor<SumProblem> = {
  id: 'sum/channels',
  op: 'sum',
  label: 'Channels',
  summary:
    'A team of invocations sums each column over rows and neighbours; long columns are cut and added up in a second pass.',
  variants: (problem) => channelTeamVariants(shapeOf(problem)),
  unsupported: (problem, tunables, traits) =>
    shapeReason(problem) ??
    floatReason(problem.precision, traits) ??
    channelTeamReason(shapeOf(problem), tunables, traits) ??
    limitReason(channelTeamNeeds(tunables, 1), () => plan(problem, tunables), traits),
  plan,
};
