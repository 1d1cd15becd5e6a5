// Leaves out tiles that overhang a problem so far that another tile must win.
import type { Tunables } from '../descriptor.ts';

/** Tiles differ by up to half for other reasons than overhang; beyond that it decides. */
const TOLERATED_WASTE = 1.5;

export function roundUp(size: number, step: number): number {
  return Math.ceil(size / step) * step;
}

/** The tiles whose covered work is at most 1.5 times the least; never empty. */
export function leastWaste(
  tiles: readonly Tunables[],
  coveredWork: (tile: Tunables) => number,
): readonly Tunables[] {
  const least = Math.min(...tiles.map(coveredWork));
  return tiles.filter((tile) => coveredWork(tile) <= TOLERATED_WASTE * least);
}
