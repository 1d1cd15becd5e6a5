// A JSON document as the text of a link and back: a version character, a checksum, and deflated JSON in base64url. What
// comes in is hostile until it has passed here: every length is bounded before work is done on it.
import { FlopscopeError } from '../../shared/errors.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';
import { isNestedDeeper } from './json-depth.ts';

/** First character of every payload; the next encoding takes the next digit. */
const ENCODING = '1';

/**
 * Raw deflate notices neither a changed character nor a lost tail reliably, and a wrong digit of a figure would pass every
 * schema. 32 bits take six characters.
 */
const CHECKSUM_CHARACTERS = 6;

/**
 * Longest payload that is made or read. Chrome shows and pastes addresses up to 32 kB, Windows hands a link from a chat to
 * the browser on a command line of 32,767 characters, and Teams cuts messages at some 28 kB; the fragment never reaches a server,
 * whose limits are lower. 2,000 characters are left for the rest of the address.
 */
const MOST_PAYLOAD_CHARACTERS = 30_000;

/** Real results shrink three- to fourfold: a payload of that length holds some 80 kB. Six times that is no result. */
const MOST_DOCUMENT_BYTES = 2 ** 19;

/** A result is six levels deep. */
const MOST_LEVELS = 32;

/** Undefined for a document that no link can hold. */
export async function encodePayload(document: unknown): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  if (bytes.length > MOST_DOCUMENT_BYTES) return undefined;
  const payload = `${ENCODING}${checksum(bytes)}${toBase64url(await deflate(bytes))}`;
  return payload.length <= MOST_PAYLOAD_CHARACTERS ? payload : undefined;
}

/** @throws FlopscopeError `invalid-document` or `newer-document`: what is wrong with the link, and what to do. */
export async function decodePayload(payload: string): Promise<unknown> {
  if (payload.length > MOST_PAYLOAD_CHARACTERS) {
    throw refusal(
      `This link is ${payload.length} characters long; no link of Flopscope has more than ${MOST_PAYLOAD_CHARACTERS}. Ask for the result as a file.`,
    );
  }
  const bytes = await inflate(compressedPart(payload), MOST_DOCUMENT_BYTES);
  if (bytes === 'too-long') {
    throw refusal(
      `This link unpacks to more than ${MOST_DOCUMENT_BYTES / 2 ** 10} KiB, which no result does: it was not made by Flopscope. Ask for the result as a file.`,
    );
  }
  if (bytes === 'damaged' || checksum(bytes) !== payload.slice(1, 1 + CHECKSUM_CHARACTERS)) {
    throw refusal(
      'This link was cut off or changed on its way. Copy the whole link again from where it was made.',
    );
  }
  if (isNestedDeeper(bytes, MOST_LEVELS)) {
    throw refusal(
      'What this link unpacks to is nested deeper than any result: it was not made by Flopscope. Ask for the result as a file.',
    );
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw refusal(
      'What this link unpacks to is not JSON: it was not made by Flopscope. Ask for the result as a file.',
      { cause },
    );
  }
}

function compressedPart(payload: string): Uint8Array<ArrayBuffer> {
  const encoding = payload.charAt(0);
  if (encoding === '') {
    throw refusal('This link holds no result. Copy the whole link again from where it was made.');
  }
  if (/^[2-9A-Za-z]$/u.test(encoding)) {
    throw new FlopscopeError(
      'newer-document',
      `This link is of encoding “${encoding}”; this Flopscope reads encoding ${ENCODING}. Update Flopscope, or reload the page, to open it.`,
    );
  }
  const compressed =
    encoding === ENCODING && /^[\w-]*$/u.test(payload)
      ? payload.slice(1 + CHECKSUM_CHARACTERS)
      : undefined;
  if (compressed === undefined) {
    throw refusal(
      'This link has characters that no link of Flopscope has. Copy it again without what stands around it.',
    );
  }
  const bytes = fromBase64url(compressed);
  if (bytes === undefined) {
    throw refusal('This link was cut off. Copy the whole link again from where it was made.');
  }
  return bytes;
}

/** FNV-1a, 32 bits. Source: Fowler, Noll and Vo, public domain. */
function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  const word = new Uint8Array(4);
  new DataView(word.buffer).setUint32(0, hash >>> 0);
  return toBase64url(word);
}

function refusal(sentence: string, options?: ErrorOptions): FlopscopeError {
  return new FlopscopeError('invalid-document', sentence, options);
}
