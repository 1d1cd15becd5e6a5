// Hands a record to the browser as a file.
import type { Validation } from '../../shared/result/validation.ts';
import { saveFile } from '../files/save-file.ts';

/** @returns the name of the file. */
export function saveRecord(record: Validation): string {
  const name = `flopscope-check-${record.createdAt.slice(0, 10)}-${record.profile.slice(0, 8)}.json`;
  saveFile(name, 'application/json', [`${JSON.stringify(record, null, 1)}\n`]);
  return name;
}
