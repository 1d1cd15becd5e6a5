// Which results are compared, and with which: what the address says, or the newest of each device.
import { deviceKey } from '../../results/compare/device-key.ts';
import type { Parameters } from '../route/route.ts';
import type { Candidate } from './candidate.ts';

export interface Choice {
  readonly chosen: readonly Candidate[];
  /** One of them; undefined when there are none. */
  readonly reference: Candidate | undefined;
}

/** In the address, for a choice of nothing at all. */
export const NOTHING = 'none';

export function chooseResults(candidates: readonly Candidate[], parameters: Parameters): Choice {
  const named = parameters['chosen'];
  const keys = new Set(named?.split(','));
  const chosen =
    named === undefined ? newestOfEach(candidates) : candidates.filter(({ key }) => keys.has(key));
  const reference = chosen.find(({ key }) => key === parameters['reference']) ?? chosen[0];
  return { chosen, reference };
}

/** What the address then says. */
export function writeChosen(chosen: readonly Candidate[]): string {
  return chosen.length === 0 ? NOTHING : chosen.map(({ key }) => key).join(',');
}

/** Of a board unless somebody chooses: more columns than that nobody reads. */
export const MOST_OF_BOARD = 8;

/** A board's stand in the order of submission, the latest first. The example joins only what would stand alone. */
function newestOfEach(candidates: readonly Candidate[]): readonly Candidate[] {
  const real = candidates.filter(({ origin }) => origin.kind !== 'example');
  const newest = new Map<string, Candidate>();
  for (const candidate of real) {
    const device = deviceKey(candidate.run);
    const known = newest.get(device);
    if (known === undefined || candidate.run.createdAt > known.run.createdAt) {
      newest.set(device, candidate);
    }
  }
  const each = real.filter((candidate) => newest.get(deviceKey(candidate.run)) === candidate);
  const tooMany = new Set(
    each.filter(({ origin }) => origin.kind === 'board').slice(MOST_OF_BOARD),
  );
  const chosen = each.filter((candidate) => !tooMany.has(candidate));
  return chosen.length < 2
    ? [...chosen, ...candidates.filter(({ origin }) => origin.kind === 'example')]
    : chosen;
}
