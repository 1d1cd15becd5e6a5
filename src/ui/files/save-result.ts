// Hands a whole result to the browser as a file.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { saveFile } from './save-file.ts';

/** @returns the name of the file. */
export function saveResult(profile: DeviceProfile): string {
  const { suite, createdAt, id } = profile;
  const name = `flopscope-${suite}-${createdAt.slice(0, 10)}-${id.slice(0, 8)}.json`;
  saveFile(name, 'application/json', [`${JSON.stringify(profile, null, 1)}\n`]);
  return name;
}
