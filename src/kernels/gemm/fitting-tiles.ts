// Leaves out tiles that a problem cannot fill: most of their work would be thrown away, and compiling and
// racing them takes as long as for those that fit.
import type { Tunables } from '../descriptor.ts';
import type { GemmShape } from './gemm-shape.ts';

/** Rows and columns of the product that one workgroup computes. */
export interface TileSpan {
  readonly m: number;
  readonly n: number;
}

/** At twice the problem's size, half of a tile is idle; another tile always wastes less. */
const LARGEST_OVERHANG = 2;

/** The tiles that span less than twice the problem in both dimensions; the smallest one where none does. */
export function fittingTiles(
  tiles: readonly Tunables[],
  spanOf: (tile: Tunables) => TileSpan,
  { m, n }: Pick<GemmShape, 'm' | 'n'>,
): readonly Tunables[] {
  const fitting = tiles.filter((tile) => {
    const span = spanOf(tile);
    return span.m < LARGEST_OVERHANG * m && span.n < LARGEST_OVERHANG * n;
  });
  if (fitting.length > 0) return fitting;
  const work = (tile: Tunables) => {
    const span = spanOf(tile);
    return Math.ceil(m / span.m) * span.m * Math.ceil(n / span.n) * span.n;
  };
  const least = Math.min(...tiles.map(work));
  return tiles.filter((tile) => work(tile) === least).slice(0, 1);
}
