// Either form of product, register tile or block tile, told apart by its tunables: convolutions race both.
import type { Precision } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import type { WorkgroupNeeds } from '../limits.ts';
import {
  BLOCK_TILES,
  blockTileConstants,
  blockTileGrid,
  blockTileNeeds,
  blockTileReason,
  blockTileSource,
  stageScalarSource,
} from './block-tile.ts';
import type { GemmShape } from './gemm-shape.ts';
import {
  REGISTER_TILES,
  registerTileConstants,
  registerTileGrid,
  registerTileInvocations,
  registerTileSource,
} from './register-tile.ts';

/** What convolutions race of each kind: fewer than products do, for they race other designs as well. */
export const GEMM_REGISTER_TILES: readonly Tunables[] = REGISTER_TILES.filter(
  (tile) => tile['tileN'] !== 16 && tile['workgroupX'] === 8,
);
export const GEMM_BLOCK_TILES: readonly Tunables[] = BLOCK_TILES.filter(
  (tile) => tile['blockK'] === 8,
);

export function isBlockTile(tunables: Tunables): boolean {
  return tunables['blockM'] !== undefined;
}

/** Shader sources after the family's `elements`, its loadA, loadB and storeC. */
export function gemmSources(tunables: Tunables, elements: string): readonly string[] {
  return isBlockTile(tunables)
    ? [elements, stageScalarSource, blockTileSource]
    : [elements, registerTileSource];
}

export function gemmConstants(shape: GemmShape, tunables: Tunables): Record<string, number> {
  return isBlockTile(tunables)
    ? blockTileConstants(shape, tunables)
    : registerTileConstants(shape, tunables);
}

export function gemmGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  return isBlockTile(tunables) ? blockTileGrid(shape, tunables) : registerTileGrid(shape, tunables);
}

export function gemmNeeds(precision: Precision, tunables: Tunables): WorkgroupNeeds {
  return isBlockTile(tunables)
    ? blockTileNeeds(precision, tunables)
    : { invocations: registerTileInvocations(tunables) };
}

/** Why the tunables describe no tile that can be built, or undefined. */
export function gemmReason(tunables: Tunables): string | undefined {
  return isBlockTile(tunables) ? blockTileReason(tunables) : undefined;
}
