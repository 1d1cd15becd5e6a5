// How bytes go into PGlite and come out: as hexadecimal text. Its own way makes a string of each byte, which took a third of a
// submission's time.
import { types } from '@electric-sql/pglite';

export const embeddedBytes = {
  serializers: { [types.BYTEA]: toHex },
  parsers: { [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex') },
} as const;

/** @throws TypeError for what is no bytes. */
function toHex(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new TypeError('A column of bytes takes bytes.');
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return `\\x${bytes.toString('hex')}`;
}
