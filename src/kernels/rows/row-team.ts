// Teams of invocations that share a row, as a building block: how many lanes, how they reduce, and what of
// the row each keeps in registers.
import type { DeviceTraits, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import type { WorkgroupNeeds } from '../limits.ts';
import { combinations, tunable } from '../tunables.ts';
import across from './across.wgsl?raw';
import source from './row-team.wgsl?raw';

/** teamSum and teamMax, which reduce over lanes; across and highest, which reduce a lane's own vector. */
export const rowTeamSources: readonly string[] = [across, source];

/** Values of a row that a lane can keep beside its other registers. */
const KEPT_VALUES = 32;

/**
 * `lanes` share a row, `teams` make a workgroup, `subgroup` lanes reduce by shuffles. Whole workgroups for
 * long rows, subgroups for short ones; 4 and 8 lanes are what CPU adapters have. There a barrier costs as
 * much as a row: on SwiftShader 4 lanes with shuffles took a ninth of the time of 64 lanes with a tree, and
 * 256 lanes ten times as long, so that the wide trees come last.
 */
const TEAMS: readonly Tunables[] = [
  { lanes: 16, teams: 4, subgroup: 1 },
  { lanes: 4, teams: 1, subgroup: 4 },
  { lanes: 8, teams: 8, subgroup: 8 },
  { lanes: 32, teams: 4, subgroup: 32 },
  { lanes: 256, teams: 1, subgroup: 32 },
  { lanes: 256, teams: 1, subgroup: 16 },
  { lanes: 64, teams: 1, subgroup: 1 },
  { lanes: 256, teams: 1, subgroup: 1 },
];

/** Teams worth trying on rows of this length, the safest first. */
export function rowTeamVariants(columns: number): readonly Tunables[] {
  // In a wider team most lanes would have no column.
  const fitting = TEAMS.filter(
    (team, index) => index === 0 || tunable(team, 'lanes') < 2 * columns,
  );
  return combinations([{ vectorWidth: columns % 4 === 0 ? 4 : 1 }], fitting);
}

function workgroupSize(tunables: Tunables): number {
  return tunable(tunables, 'lanes') * tunable(tunables, 'teams');
}

/** Why a team cannot be formed on this device, or of these rows; undefined when it can. */
export function rowTeamReason(
  columns: number,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const lanes = tunable(tunables, 'lanes');
  const subgroup = tunable(tunables, 'subgroup');
  if (columns % tunable(tunables, 'vectorWidth') !== 0) {
    return 'Vectors of four need the length of a row to be a multiple of 4.';
  }
  if (!Number.isInteger(Math.log2(lanes)) || !Number.isInteger(Math.log2(subgroup))) {
    return 'Its lanes and its subgroup must be powers of two.';
  }
  if (lanes % subgroup !== 0) return 'A team must be a whole number of subgroups.';
  if (subgroup > 1 && traits.subgroupMinSize < subgroup) {
    return `It needs subgroups of at least ${subgroup} lanes; this device promises ${traits.subgroupMinSize}.`;
  }
  return undefined;
}

export function rowTeamNeeds(tunables: Tunables): WorkgroupNeeds {
  const invocations = workgroupSize(tunables);
  return { invocations, storageBytes: (4 * invocations) / tunable(tunables, 'subgroup') };
}

export function rowTeamEnables(tunables: Tunables): readonly string[] {
  return tunable(tunables, 'subgroup') > 1 ? ['subgroups'] : [];
}

/** COLUMNS counts vectors; KEPT of them stay in the registers of each lane, 0 when the row is too long. */
export function rowTeamConstants(
  rows: number,
  columns: number,
  tunables: Tunables,
): Record<string, number> {
  const lanes = tunable(tunables, 'lanes');
  const subgroup = tunable(tunables, 'subgroup');
  const width = tunable(tunables, 'vectorWidth');
  const turns = Math.ceil(columns / width / lanes);
  const kept = turns * width <= KEPT_VALUES ? turns : 0;
  return {
    ROWS: rows,
    COLUMNS: columns / width,
    ROW_LENGTH: columns,
    LANES: lanes,
    TEAMS: tunable(tunables, 'teams'),
    SUBGROUP: subgroup,
    WORKGROUP_SIZE: workgroupSize(tunables),
    SHUFFLES: Math.log2(subgroup),
    TREE: Math.log2(lanes / subgroup),
    TURNS: turns,
    KEPT: kept,
    LONG: kept === 0 ? 1 : 0,
    WIDTH: width,
  };
}

export function rowTeamGrid(rows: number, tunables: Tunables): [number, number, number] {
  return foldedGrid(Math.ceil(rows / tunable(tunables, 'teams')));
}
