// The register tile by vectors of four as a building block: families add how operands are addressed.
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';
import type { GemmShape } from './gemm-shape.ts';
import { registerTileSpan } from './register-tile.ts';
import source from './vector-tile.wgsl?raw';

export const vectorTileSource: string = source;

/** 4×4 and 8×4 win on Apple GPUs, 8×8 where registers abound; the spans keep reads of B contiguous. */
export const VECTOR_TILES: readonly Tunables[] = [
  { tileM: 4, tileN: 4, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 4, workgroupX: 16, workgroupY: 4 },
  { tileM: 4, tileN: 8, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 8, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 8, workgroupX: 16, workgroupY: 16 },
];

/** Why the tile does not consist of whole vectors, or undefined. */
export function vectorTileReason(tunables: Tunables): string | undefined {
  return tunable(tunables, 'tileN') % 4 === 0
    ? undefined
    : 'Its tileN must be a multiple of 4: it loads and stores vectors of four.';
}

export function vectorTileConstants(shape: GemmShape, tunables: Tunables): Record<string, number> {
  return {
    M: shape.m,
    N: shape.n,
    K: shape.k,
    TILE_M: tunable(tunables, 'tileM'),
    TILE_N: tunable(tunables, 'tileN'),
    WORKGROUP_X: tunable(tunables, 'workgroupX'),
    WORKGROUP_Y: tunable(tunables, 'workgroupY'),
  };
}

export function vectorTileGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  const span = registerTileSpan(tunables);
  return [Math.ceil(shape.n / span.n), Math.ceil(shape.m / span.m), shape.layers];
}
