// An entry of a list as it travels.
import type { Entry } from '../store/result-store.ts';
import type { EntryDocument } from './schemas.ts';

export function entryDocument({
  id,
  submittedAt,
  device,
  deviceName,
  summary,
}: Entry): EntryDocument {
  return { id, submittedAt: submittedAt.toISOString(), device, deviceName, summary };
}
