// A short name for contents: plans and weights that have the same one are the same for all that matters here.

/** FNV-1a of 32 bits; offset basis and prime as published by its authors. */
const BASIS = 0x811c_9dc5;
const PRIME = 0x0100_0193;

export function fingerprintOfText(text: string): string {
  return fingerprintOfBytes([new TextEncoder().encode(text)]);
}

/** Eight hexadecimal digits, of all parts in their order. */
export function fingerprintOfBytes(parts: Iterable<Uint8Array>): string {
  let hash = BASIS;
  for (const part of parts) for (const byte of part) hash = Math.imul(hash ^ byte, PRIME);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
