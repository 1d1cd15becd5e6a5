// What a device is called: what the adapter tells of itself, and what its owner calls it.
import type { AdapterIdentity } from '../shared/result/schema.ts';

/** Adapters name vendors in lower case; these write themselves otherwise. */
const vendors: Readonly<Record<string, string>> = {
  amd: 'AMD',
  apple: 'Apple',
  arm: 'Arm',
  imgtec: 'Imagination',
  intel: 'Intel',
  microsoft: 'Microsoft',
  nvidia: 'NVIDIA',
  qualcomm: 'Qualcomm',
  samsung: 'Samsung',
};

/** Software adapters have one maker each, whose name says nothing more. */
const softwareAdapters: Readonly<Record<string, string>> = {
  swiftshader: 'SwiftShader',
  llvmpipe: 'llvmpipe',
};

/** As detected; Safari and some privacy settings tell nothing. */
export function detectedName(identity: AdapterIdentity): string {
  const { vendor, architecture, device, description } = identity;
  if (description !== '') return description;
  const software = softwareAdapters[architecture.toLowerCase()];
  if (software !== undefined) return software;
  const parts = [vendors[vendor.toLowerCase()] ?? vendor, capitalised(architecture), device];
  const name = parts.filter((part) => part !== '').join(' ');
  if (name !== '') return name;
  return identity.softwareAdapter ? 'A software adapter' : 'This GPU';
}

/** "lovelace" → "Lovelace", "rdna-3" → "RDNA-3": generations with a number are abbreviations. */
function capitalised(architecture: string): string {
  return /^[a-z]{2,4}-?\d/.test(architecture)
    ? architecture.toUpperCase()
    : architecture.charAt(0).toUpperCase() + architecture.slice(1);
}

/** The person's label where there is one. */
export function deviceName(identity: AdapterIdentity): string {
  return identity.label === '' ? detectedName(identity) : identity.label;
}
