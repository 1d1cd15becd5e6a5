// An entry of a list as it travels, `EntryDocument` of results/board. Its summary was validated when it was submitted.
import type { Entry } from '../store/result-store.ts';

/** @returns JSON text. */
export function entryDocument({ id, submittedAt, device, deviceName, summary }: Entry): string {
  const rest = JSON.stringify({ id, submittedAt: submittedAt.toISOString(), device, deviceName });
  return `${rest.slice(0, -1)},"summary":${summary}}`;
}
