// How deeply JSON is nested, told without parsing it: a parser spends a hundred milliseconds on half a megabyte of brackets.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b] as const;
const CLOSING = [0x5d, 0x7d] as const;

/** @param bytes UTF-8; of what is no JSON the answer means nothing. */
export function isNestedDeeper(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (isInString) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === OPENING[0] || byte === OPENING[1]) {
      depth++;
      if (depth > limit) return true;
    } else if (byte === CLOSING[0] || byte === CLOSING[1]) depth--;
  }
  return false;
}
