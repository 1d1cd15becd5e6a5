// Power, machine and building of a measured device, for the energy of whatever runs on it.
import { loadFootprintFacts } from '../estimate/footprint/load-footprint-facts.ts';
import type { FootprintRequest } from '../estimate/footprint/footprint.ts';
import { runningPower } from '../estimate/shrink/running-power.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

/**
 * @param card its id, where the profile does not tell which one it is.
 * @throws FlopscopeError `invalid-input` for a card that is not in the list, naming the nearest.
 */
export async function cardFootprint(
  profile: DeviceProfile,
  card: string | undefined,
): Promise<FootprintRequest> {
  const parsed = runningPower(profile, await loadFootprintFacts(), { card });
  if (parsed.ok) return parsed.request;
  throw new FlopscopeError('invalid-input', Object.values(parsed.errors).join(' '));
}
