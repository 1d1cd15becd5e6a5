// Hands a record to the browser as a file.
import type { Validation } from '../../shared/result/validation.ts';

/** @returns the name of the file. */
export function saveRecord(record: Validation): string {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(record, null, 1)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `flopscope-check-${record.createdAt.slice(0, 10)}-${record.profile.slice(0, 8)}.json`;
  link.click();
  // The browser has taken hold of the data once the click has been handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 1000);
  return link.download;
}
