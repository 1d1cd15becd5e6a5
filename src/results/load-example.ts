// The example results that the lab shows before the first measurement: real ones, measured on the device that they
// name, fetched only when they are needed.
import { parseResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

const exampleAddress = new URL('./example-result.json', import.meta.url);
const shrinkAddress = new URL('./example-shrink.json.gz', import.meta.url);

/** The first bytes of a gzip file (RFC 1952). */
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** Undefined when the file cannot be had (offline, opened from a file): the lab works without. */
export async function loadExample(): Promise<DeviceProfile | undefined> {
  return load(exampleAddress);
}

/** The suite `shrink`, which has five times as many kernels. Undefined as above. */
export async function loadShrinkExample(): Promise<DeviceProfile | undefined> {
  return load(shrinkAddress);
}

async function load(address: URL): Promise<DeviceProfile | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? parseResult(await textOf(await response.blob())) : undefined;
  } catch {
    return undefined;
  }
}

/** Some hosts send a `.gz` as what it is, others as an encoding that the browser has taken off already. */
async function textOf(file: Blob): Promise<string> {
  const start = new Uint8Array(await file.slice(0, GZIP_MAGIC.length).arrayBuffer());
  const isZipped = GZIP_MAGIC.every((byte, place) => start[place] === byte);
  if (!isZipped) return file.text();
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
