// Reads the file of handwritten digits; the same in browsers and Node.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import {
  DIGITS_MAGIC,
  DIGITS_PREFIX_BYTES,
  type DigitsHeader,
  digitsHeaderSchema,
  MOST_HEADER_BYTES,
} from './digits-format.ts';

export interface Digits {
  readonly header: DigitsHeader;
  /** images × height × width grey values: 0 is paper, 255 is ink. */
  readonly pixels: Uint8Array;
  /** Which digit each image shows. */
  readonly labels: Uint8Array;
}

/** @throws FlopscopeError `invalid-document` for anything but an intact file of digits. */
export async function decodeDigits(file: Uint8Array<ArrayBuffer>): Promise<Digits> {
  const { header, start } = readHeader(file);
  const { images, height, width, classes } = header;
  const unpacked = await unpack(file.subarray(start), images * (1 + height * width));
  const labels = unpacked.subarray(0, images);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) throw broken(`image ${wrong} has a label above ${classes - 1}`);
  return { header, pixels: unpacked.subarray(images), labels };
}

function readHeader(file: Uint8Array): { header: DigitsHeader; start: number } {
  const magic = new TextDecoder().decode(file.subarray(0, DIGITS_MAGIC.length));
  if (magic !== DIGITS_MAGIC || file.length < DIGITS_PREFIX_BYTES)
    throw broken('it does not begin as such a file does');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getUint32(DIGITS_MAGIC.length, true);
  const start = DIGITS_PREFIX_BYTES + length;
  if (length > MOST_HEADER_BYTES || start > file.length)
    throw broken(`its header of ${length} bytes is too long`);
  const parsed = v.safeParse(digitsHeaderSchema, jsonOf(file.subarray(DIGITS_PREFIX_BYTES, start)));
  if (parsed.success) return { header: parsed.output, start };
  const [issue] = parsed.issues;
  throw broken(`its header is wrong at "${v.getDotPath(issue) ?? ''}": ${issue.message}`);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw broken('its header is no JSON', thrown);
  }
}

/** Never unpacks more than the header promises. */
async function unpack(packed: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const unpacked = new Uint8Array(length);
  let filled = 0;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (filled + part.value.length > length) {
        await reader.cancel();
        throw broken(`it holds more than the ${length} bytes that its header promises`);
      }
      unpacked.set(part.value, filled);
      filled += part.value.length;
    }
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) throw thrown;
    throw broken('its pixels cannot be unpacked', thrown);
  }
  if (filled === length) return unpacked;
  throw broken(`it holds ${filled} of the ${length} bytes that its header promises`);
}

function broken(reason: string, cause?: unknown): FlopscopeError {
  return new FlopscopeError(
    'invalid-document',
    `The file of handwritten digits is damaged: ${reason}. Load the page again, or build Flopscope anew.`,
    { cause },
  );
}
