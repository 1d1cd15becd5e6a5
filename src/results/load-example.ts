// The example result that the lab shows before the first measurement: a real one, measured on the device
// that it names, fetched only when it is needed.
import { parseResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

const address = new URL('./example-result.json', import.meta.url);

/** Undefined when the file cannot be had (offline, opened from a file): the lab works without. */
export async function loadExample(): Promise<DeviceProfile | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? parseResult(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}
