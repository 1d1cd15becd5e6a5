// Which devices of a space are compared: those that the address names by their reports, or the first ones.
import type { SpaceDevice } from '../../../results/board/space-contents.ts';
import { candidateKey } from '../candidate-key.ts';
import { MOST_OF_BOARD, NOTHING } from '../choose-results.ts';

/** @param named `chosen` of the address. @returns hashes of devices. */
export function chosenDevices(
  devices: readonly SpaceDevice[],
  named: string | undefined,
): ReadonlySet<string> {
  if (named === undefined) {
    return new Set(devices.slice(0, MOST_OF_BOARD).map(({ device }) => device));
  }
  const keys = new Set(named.split(','));
  const chosen = devices.filter((device) => keysOf(device).some((key) => keys.has(key)));
  return new Set(chosen.map(({ device }) => device));
}

/**
 * What the address then says: the newest report of each, or what it named of the device before. Results that are not of these
 * devices stay as they are.
 */
export function writeDevices(
  devices: readonly SpaceDevice[],
  chosen: ReadonlySet<string>,
  named: string | undefined,
): string {
  const before = named === undefined || named === NOTHING ? [] : named.split(',');
  const ofSpace = new Set(devices.flatMap(keysOf));
  const others = before.filter((key) => !ofSpace.has(key));
  const ofDevices = devices
    .filter(({ device }) => chosen.has(device))
    .flatMap((device) => {
      const keys = keysOf(device);
      const kept = keys.filter((key) => before.includes(key));
      return kept.length === 0 ? keys.slice(0, 1) : kept;
    });
  return [...others, ...ofDevices].join(',') || NOTHING;
}

function keysOf({ newest }: SpaceDevice): readonly string[] {
  return newest.map(({ summary }) => candidateKey(summary.id));
}
