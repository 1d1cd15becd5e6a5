// What a device is called: what the adapter tells of itself, and what its owner calls it.
import type { AdapterIdentity } from '../shared/result/schema.ts';

/** As detected; Safari and some privacy settings tell nothing. */
export function detectedName(identity: AdapterIdentity): string {
  const { vendor, architecture, device, description } = identity;
  if (description !== '') return description;
  const parts = [vendor, architecture, device].filter((part) => part !== '');
  return parts.length === 0 ? 'Unnamed GPU' : parts.join(' ');
}

/** The person's label where there is one. */
export function deviceName(identity: AdapterIdentity): string {
  return identity.label === '' ? detectedName(identity) : identity.label;
}
