// An entry of a list as it travels.
import type { EntryDocument } from '../../results/board/board-documents.ts';
import type { Entry } from '../store/result-store.ts';

export function entryDocument({
  id,
  submittedAt,
  device,
  deviceName,
  summary,
}: Entry): EntryDocument {
  return { id, submittedAt: submittedAt.toISOString(), device, deviceName, summary };
}
