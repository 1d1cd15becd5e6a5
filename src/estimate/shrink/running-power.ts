// What a device draws where nobody speaks of a certain run: power, machine and building for the energy of whatever is
// run on it.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { ownCardOf } from '../clocks/compare-clocks.ts';
import { measuredWatts } from '../footprint/default-power.ts';
import type { FootprintInput } from '../footprint/footprint-fields.ts';
import type { FootprintFacts } from '../footprint/load-footprint-facts.ts';
import { type ParsedFootprint, parseFootprint } from '../footprint/parse-footprint.ts';

/** Its run time of one second stands for nothing and is to be replaced. */
export function runningPower(
  profile: Pick<DeviceProfile, 'identity' | 'power' | 'createdAt'>,
  facts: FootprintFacts,
  input: FootprintInput = {},
): ParsedFootprint {
  return parseFootprint(input, {
    facts,
    run: { seconds: { value: 1, low: 1, high: 1 }, devices: 1, trials: 1 },
    device: {
      software: profile.identity.softwareAdapter,
      card: ownCardOf(profile.identity, facts.cards)?.id,
      watts: measuredWatts(profile),
    },
    accuracy: undefined,
  });
}
