// Teams of invocations that sum over a channel, as a building block: how many lanes, how they reduce, and into
// how many shares a channel is cut.
import type { DeviceTraits, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import type { WorkgroupNeeds } from '../limits.ts';
import across from '../rows/across.wgsl?raw';
import { rowTeamEnables, rowTeamReason } from '../rows/row-team.ts';
import { combinations, tunable } from '../tunables.ts';
import source from './channel-sums.wgsl?raw';
import teamSums from './team-sums.wgsl?raw';
import { type SumCount, sumCountConstants } from './sum-count.ts';

/** outer × channels × inner values. */
export interface ChannelShape {
  readonly outer: number;
  readonly channels: number;
  readonly inner: number;
}

/** `shareSums`, which needs `Sums`, `Terms` and `termsAt`; `teamSums` and `across`. */
export const channelSumSources: readonly string[] = [across, teamSums, source];

/**
 * `lanes` share a channel, `teams` make a workgroup, `subgroup` lanes reduce by shuffles: 4 and 8 on CPU adapters,
 * where a barrier costs as much as hundreds of values.
 */
const TEAMS: readonly Tunables[] = [
  { lanes: 64, teams: 1, subgroup: 1 },
  { lanes: 4, teams: 1, subgroup: 4 },
  { lanes: 8, teams: 1, subgroup: 8 },
  { lanes: 256, teams: 1, subgroup: 32 },
  { lanes: 32, teams: 4, subgroup: 32 },
  { lanes: 256, teams: 1, subgroup: 1 },
];

/** For channels of a few values, as in an image of 7×7. */
const NARROW: Tunables = { lanes: 16, teams: 4, subgroup: 1 };

/** Values below which a share is not worth a workgroup and a place in the second pass. */
const SHARE = 2048;

/** Teams beyond which a GPU gains nothing: some 16 for each of 128 compute units. */
const ENOUGH_TEAMS = 2048;

/** More shares than this make the second pass long. */
export const MOST_PARTS = 64;

/** Loads that one lane has in flight: four of one array, or two of each of two. */
const MOST_LOADS = 4;

/** Results that one lane has in flight in the second sweep, which stores as well. */
const MOST_RESULTS = 2;

/** Whole channels where these are many or short; else cut first, for channels alone would leave a GPU idle. */
function partChoices({ outer, channels, inner }: ChannelShape): readonly Tunables[] {
  const useful = Math.min(MOST_PARTS, (outer * inner) / SHARE, ENOUGH_TEAMS / channels);
  const parts = 2 ** Math.floor(Math.log2(Math.max(1, useful)));
  return parts === 1 ? [{ parts: 1 }] : [{ parts }, { parts: 1 }];
}

/** Teams worth trying on channels of this size, the safest first. */
export function channelTeamVariants(shape: ChannelShape): readonly Tunables[] {
  const vectorWidth = shape.inner % 4 === 0 ? 4 : 1;
  const elements = (shape.outer * shape.inner) / vectorWidth;
  // In a wider team most lanes would have no value.
  const fitting = TEAMS.filter((team) => tunable(team, 'lanes') < 2 * elements);
  const narrow = elements < 64 ? [NARROW] : [];
  return combinations([{ vectorWidth }], partChoices(shape), [...narrow, ...fitting]);
}

/** Why a team cannot be formed on this device, or of this channel; undefined when it can. */
export function channelTeamReason(
  { inner }: ChannelShape,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  return rowTeamReason(inner, tunables, traits);
}

function workgroupSize(tunables: Tunables): number {
  return tunable(tunables, 'lanes') * tunable(tunables, 'teams');
}

export function channelTeamNeeds(tunables: Tunables, count: SumCount): WorkgroupNeeds {
  const invocations = workgroupSize(tunables);
  return { invocations, storageBytes: (4 * count * invocations) / tunable(tunables, 'subgroup') };
}

export const channelTeamEnables = rowTeamEnables;

/** INNER and STEPS count vectors. @param arrays that each term reads */
export function channelTeamConstants(
  { outer, channels, inner }: ChannelShape,
  tunables: Tunables,
  count: SumCount,
  arrays = 1,
): Record<string, number> {
  const lanes = tunable(tunables, 'lanes');
  const subgroup = tunable(tunables, 'subgroup');
  const parts = tunable(tunables, 'parts');
  const width = tunable(tunables, 'vectorWidth');
  const steps = (outer * inner) / width;
  const unroll = Math.min(MOST_LOADS / arrays, Math.ceil(steps / (parts * lanes)));
  const results = Math.min(MOST_RESULTS, unroll);
  const turns = Math.ceil(steps / (parts * lanes * unroll));
  const edges = parts * lanes * unroll * turns !== steps;
  return {
    CHANNELS: channels,
    INNER: inner / width,
    STEPS: steps,
    PARTS: parts,
    TURNS: turns,
    UNROLL: unroll,
    RESULT_TURNS: Math.ceil(steps / (lanes * results)),
    RESULTS_AT_ONCE: results,
    EDGES: edges ? 1 : 0,
    WHOLE: edges ? 0 : 1,
    LANES: lanes,
    TEAMS: tunable(tunables, 'teams'),
    SUBGROUP: subgroup,
    SHUFFLES: Math.log2(subgroup),
    TREE: Math.log2(lanes / subgroup),
    WORKGROUP_SIZE: workgroupSize(tunables),
    WIDTH: width,
    ...sumCountConstants(count),
  };
}

export function channelTeamGrid(
  { channels }: ChannelShape,
  tunables: Tunables,
): [number, number, number] {
  return foldedGrid(
    Math.ceil((channels * tunable(tunables, 'parts')) / tunable(tunables, 'teams')),
  );
}
