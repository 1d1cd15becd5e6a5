// Fits a list of tiles to a problem: no tile larger than the problem, none twice, none that does not fit.
import type { Tunables } from '../descriptor.ts';
import { tunable } from '../tunables.ts';

/**
 * @param largest upper bounds of some tunables, such as the number of channels.
 * @returns at least one tile: the last one, though it does not fit, where none does.
 */
export function distinctTiles(
  tiles: readonly Tunables[],
  largest: Readonly<Record<string, number>>,
  fits: (tile: Tunables) => boolean,
): readonly Tunables[] {
  const clamped = tiles.map((tile) => ({
    ...tile,
    ...Object.fromEntries(
      Object.entries(largest).map(([name, most]) => [
        name,
        // Groups that do not divide the channels are refused later; until then they count as one.
        Math.max(1, Math.min(tunable(tile, name), Math.floor(most))),
      ]),
    ),
  }));
  const distinct = [...new Map(clamped.map((tile) => [JSON.stringify(tile), tile])).values()];
  const fitting = distinct.filter(fits);
  return fitting.length > 0 ? fitting : distinct.slice(-1);
}
