// The register tile as a building block: families add how operands are addressed.
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';
import type { TileSpan } from './fitting-tiles.ts';
import type { GemmShape } from './gemm-shape.ts';
import source from './register-tile.wgsl?raw';

export const registerTileSource: string = source;

/**
 * 64 invocations suit GPUs of any subgroup size; on CPU adapters only the tile matters. The 16×16 tile
 * spills on GPUs and is for adapters whose every load is slow; the small ones fill wide GPUs.
 */
export const REGISTER_TILES: readonly Tunables[] = [
  { tileM: 4, tileN: 4, unrollK: 4, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 4, unrollK: 4, workgroupX: 16, workgroupY: 4 },
  { tileM: 8, tileN: 8, unrollK: 2, workgroupX: 8, workgroupY: 8 },
  { tileM: 16, tileN: 8, unrollK: 1, workgroupX: 8, workgroupY: 4 },
  { tileM: 16, tileN: 16, unrollK: 1, workgroupX: 4, workgroupY: 4 },
];

export function registerTileConstants(
  shape: GemmShape,
  tunables: Tunables,
): Record<string, number> {
  return {
    M: shape.m,
    N: shape.n,
    K: shape.k,
    TILE_M: tunable(tunables, 'tileM'),
    TILE_N: tunable(tunables, 'tileN'),
    UNROLL_K: tunable(tunables, 'unrollK'),
    WORKGROUP_X: tunable(tunables, 'workgroupX'),
    WORKGROUP_Y: tunable(tunables, 'workgroupY'),
  };
}

/** Rows and columns of a workgroup's part of the product. */
export function registerTileSpan(tunables: Tunables): TileSpan {
  return {
    m: tunable(tunables, 'tileM') * tunable(tunables, 'workgroupY'),
    n: tunable(tunables, 'tileN') * tunable(tunables, 'workgroupX'),
  };
}

export function registerTileInvocations(tunables: Tunables): number {
  return tunable(tunables, 'workgroupX') * tunable(tunables, 'workgroupY');
}

export function registerTileGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  const span = registerTileSpan(tunables);
  return [Math.ceil(shape.n / span.n), Math.ceil(shape.m / span.m), shape.layers];
}
