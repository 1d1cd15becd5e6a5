// A ByteSource over bytes that are in memory already.
import type { ByteSource } from '../byte-source.ts';

export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.slice(start, end)),
  };
}

/** As `memorySource`, over UTF-8 text. */
export function textSource(name: string, text: string): ByteSource {
  return memorySource(name, new TextEncoder().encode(text));
}

/** A file of `size` bytes that begins with `head` and goes on with zeros: weights that nobody has to hold. */
export function virtualSource(name: string, head: Uint8Array, size: number): ByteSource {
  return {
    name,
    size,
    read: (start, end) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      bytes.set(head.subarray(Math.min(start, head.length), Math.min(end, head.length)));
      return Promise.resolve(bytes);
    },
  };
}
