// The forms in which a convolution's product can be computed, told apart by their tunables: the tile of one
// invocation, of a team of lanes, or of a workgroup.
import type { DeviceTraits, Tunables } from '../descriptor.ts';
import type { Precision } from '../../shared/problem.ts';
import { blockTileSpan } from '../gemm/block-tile.ts';
import { fittingTiles } from '../gemm/fitting-tiles.ts';
import {
  GEMM_BLOCK_TILES,
  GEMM_REGISTER_TILES,
  gemmConstants,
  gemmGrid,
  gemmNeeds,
  gemmReason,
  gemmSources,
} from '../gemm/gemm-form.ts';
import type { GemmShape } from '../gemm/gemm-shape.ts';
import { idleLanesReason, lanesReason } from '../gemm/lanes-reason.ts';
import { registerTileSpan } from '../gemm/register-tile.ts';
import {
  SUBGROUP_TILES,
  subgroupTileConstants,
  subgroupTileGrid,
  subgroupTileInvocations,
  subgroupTileReason,
  subgroupTileSource,
  subgroupTileSpan,
} from '../gemm/subgroup-tile.ts';
import type { WorkgroupNeeds } from '../limits.ts';
import { combinations, tunable } from '../tunables.ts';

/** Fewer teams of lanes than products race: of each number of lanes those that won there, by one team or many. */
const TEAM_TILES: readonly Tunables[] = SUBGROUP_TILES.filter(({ lanes, rows, columns, teamsX }) =>
  lanes === 4 ? columns === 4 && teamsX !== 16 : rows === 2 && columns === 4,
);

/**
 * The tiles worth trying for a product, none much larger than it: the safest first, then those that win on
 * CPU adapters, and last the block tiles, which win on GPUs with a large product.
 * @param blockForms further tunables of the block tiles.
 */
export function productTiles(shape: GemmShape, blockForms: Tunables = {}): readonly Tunables[] {
  const [first, ...others] = fittingTiles(GEMM_REGISTER_TILES, registerTileSpan, shape);
  return [
    ...(first === undefined ? [] : [first]),
    ...fittingTiles(TEAM_TILES, subgroupTileSpan, shape),
    ...others,
    ...combinations([blockForms], fittingTiles(GEMM_BLOCK_TILES, blockTileSpan, shape)),
  ];
}

function isSubgroupTile(tunables: Tunables): boolean {
  return tunables['lanes'] !== undefined;
}

/** Shader sources after `elements`, the loadA, loadB and storeC of the convolution. */
export function productSources(tunables: Tunables, elements: string): readonly string[] {
  return isSubgroupTile(tunables)
    ? [elements, subgroupTileSource]
    : gemmSources(tunables, elements);
}

export function productEnables(tunables: Tunables): readonly string[] {
  return isSubgroupTile(tunables) ? ['subgroups'] : [];
}

export function productConstants(shape: GemmShape, tunables: Tunables): Record<string, number> {
  return isSubgroupTile(tunables)
    ? subgroupTileConstants(shape, tunables)
    : gemmConstants(shape, tunables);
}

export function productGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  return isSubgroupTile(tunables) ? subgroupTileGrid(shape, tunables) : gemmGrid(shape, tunables);
}

export function productNeeds(precision: Precision, tunables: Tunables): WorkgroupNeeds {
  return isSubgroupTile(tunables)
    ? { invocations: subgroupTileInvocations(tunables) }
    : gemmNeeds(precision, tunables);
}

/** Why the tunables describe no tile that can be built on this device, or undefined. */
export function productReason(tunables: Tunables, traits: DeviceTraits): string | undefined {
  return isSubgroupTile(tunables)
    ? (subgroupTileReason(tunables) ??
        lanesReason(tunable(tunables, 'lanes'), traits) ??
        idleLanesReason(subgroupTileInvocations(tunables), traits))
    : gemmReason(tunables);
}
