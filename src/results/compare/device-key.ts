// When two reports are of one device. Reports are grouped by this key, so that who reports often weighs no more.
import type { ComparedRun } from './compared-run.ts';

/**
 * With a label: the label, vendor and architecture, so that two graphics chips of one labelled machine stay apart and one
 * device keeps its history over hosts, browsers and drivers. Without: what the adapter tells, beside the operating
 * system. The description is left out because in Dawn it holds the driver's version. Where neither a person nor the
 * adapter tells anything, every report stands alone: taking strangers for one device would be worse.
 */
export function deviceKey({ id, identity, operatingSystem }: ComparedRun): string {
  const { vendor, architecture, device, softwareAdapter } = identity;
  const label = normalised(identity.label);
  const adapter = [vendor, architecture].map(normalised);
  const kind = softwareAdapter ? 'software' : 'gpu';
  if (label !== '') return JSON.stringify(['label', label, kind, ...adapter]);
  const told = [...adapter, normalised(device)];
  if (told.every((part) => part === '')) return JSON.stringify(['report', id]);
  return JSON.stringify(['adapter', kind, ...told, normalised(operatingSystem)]);
}

/** Typed twice, a label differs in case and spaces only. */
function normalised(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
