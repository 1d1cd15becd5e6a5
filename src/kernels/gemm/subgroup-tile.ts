// The tile that a team of lanes computes by exchanging rows, as a building block: families add how operands
// are addressed.
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';
import type { TileSpan } from './fitting-tiles.ts';
import type { GemmShape } from './gemm-shape.ts';
import source from './subgroup-tile.wgsl?raw';

export const subgroupTileSource: string = source;

/**
 * Teams of four exchange rows by quad operations, which cost next to nothing on AMD and SwiftShader; larger
 * teams load less. One team a workgroup is for adapters that run on a processor, where only the tile matters:
 * 16×16 to 32×16 are best at four lanes, 16×32 and 24×32 at eight. Steps of K unrolled 8 times lose a third
 * there. GPUs want a subgroup or more of invocations and 32 or 64 sums each.
 */
export const SUBGROUP_TILES: readonly Tunables[] = [
  { lanes: 4, rows: 4, columns: 4, unrollK: 4, teamsX: 1, teamsY: 1 },
  { lanes: 8, rows: 2, columns: 4, unrollK: 2, teamsX: 1, teamsY: 1 },
  { lanes: 4, rows: 4, columns: 4, unrollK: 4, teamsX: 16, teamsY: 1 },
  { lanes: 4, rows: 8, columns: 4, unrollK: 4, teamsX: 1, teamsY: 1 },
  { lanes: 8, rows: 3, columns: 4, unrollK: 1, teamsX: 1, teamsY: 1 },
  { lanes: 8, rows: 2, columns: 4, unrollK: 2, teamsX: 8, teamsY: 1 },
  { lanes: 4, rows: 2, columns: 4, unrollK: 4, teamsX: 16, teamsY: 1 },
  { lanes: 4, rows: 4, columns: 8, unrollK: 4, teamsX: 1, teamsY: 1 },
  { lanes: 8, rows: 1, columns: 4, unrollK: 4, teamsX: 8, teamsY: 1 },
  { lanes: 8, rows: 2, columns: 2, unrollK: 2, teamsX: 1, teamsY: 1 },
  { lanes: 4, rows: 4, columns: 4, unrollK: 4, teamsX: 4, teamsY: 4 },
  { lanes: 8, rows: 1, columns: 8, unrollK: 2, teamsX: 8, teamsY: 1 },
];

export function subgroupTileSpan(tunables: Tunables): TileSpan {
  const lanes = tunable(tunables, 'lanes');
  return {
    m: lanes * tunable(tunables, 'rows') * tunable(tunables, 'teamsY'),
    n: lanes * tunable(tunables, 'columns') * tunable(tunables, 'teamsX'),
  };
}

export function subgroupTileInvocations(tunables: Tunables): number {
  return tunable(tunables, 'lanes') * tunable(tunables, 'teamsX') * tunable(tunables, 'teamsY');
}

/** Why no team of that many lanes can exchange rows, or undefined. */
export function subgroupTileReason(tunables: Tunables): string | undefined {
  return [4, 8, 16].includes(tunable(tunables, 'lanes'))
    ? undefined
    : 'Its teams have 4, 8 or 16 lanes: partners are found by the bits of their number.';
}

export function subgroupTileConstants(
  shape: GemmShape,
  tunables: Tunables,
): Record<string, number> {
  const lanes = tunable(tunables, 'lanes');
  return {
    M: shape.m,
    N: shape.n,
    K: shape.k,
    LANES: lanes,
    QUADS: lanes === 4 ? 1 : 0,
    ROWS: tunable(tunables, 'rows'),
    COLUMNS: tunable(tunables, 'columns'),
    UNROLL_K: tunable(tunables, 'unrollK'),
    TEAMS_X: tunable(tunables, 'teamsX'),
    TEAMS_Y: tunable(tunables, 'teamsY'),
  };
}

export function subgroupTileGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  const span = subgroupTileSpan(tunables);
  return [Math.ceil(shape.n / span.n), Math.ceil(shape.m / span.m), shape.layers];
}
