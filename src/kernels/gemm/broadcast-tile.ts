// The register tile whose values of A come from a neighbouring lane, as a building block: families add how
// operands are addressed.
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';
import source from './broadcast-tile.wgsl?raw';
import type { TileSpan } from './fitting-tiles.ts';
import type { GemmShape } from './gemm-shape.ts';

export const broadcastTileSource: string = source;

/** The first two are for adapters that run on a processor; GPUs want a subgroup or more and 32 or 64 sums each. */
export const BROADCAST_TILES: readonly Tunables[] = [
  { lanes: 4, rows: 16, columns: 4, workgroupSize: 4 },
  { lanes: 8, rows: 16, columns: 4, workgroupSize: 8 },
  { lanes: 8, rows: 8, columns: 4, workgroupSize: 64 },
  { lanes: 8, rows: 16, columns: 4, workgroupSize: 64 },
  { lanes: 8, rows: 16, columns: 2, workgroupSize: 64 },
  { lanes: 8, rows: 32, columns: 2, workgroupSize: 64 },
];

export function broadcastTileSpan(tunables: Tunables): TileSpan {
  return {
    m: tunable(tunables, 'rows'),
    n: tunable(tunables, 'columns') * tunable(tunables, 'workgroupSize'),
  };
}

export function broadcastTileConstants(
  shape: GemmShape,
  tunables: Tunables,
): Record<string, number> {
  return {
    M: shape.m,
    N: shape.n,
    K: shape.k,
    LANES: tunable(tunables, 'lanes'),
    ROWS: tunable(tunables, 'rows'),
    COLUMNS: tunable(tunables, 'columns'),
    WORKGROUP_SIZE: tunable(tunables, 'workgroupSize'),
  };
}

export function broadcastTileGrid(shape: GemmShape, tunables: Tunables): [number, number, number] {
  const span = broadcastTileSpan(tunables);
  return [Math.ceil(shape.n / span.n), Math.ceil(shape.m / span.m), shape.layers];
}
