// Text from a file, made fit for a sentence: short, on one line, without characters that steer a terminal.

/** Long enough for a tensor's name; a sentence stays readable. */
const LONGEST = 80;

/** Control characters, line breaks, lone surrogates and marks that reverse the reading direction. */
const STEERING = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** The text without steering characters, cut at `longest` characters. */
export function plainText(text: string, longest = LONGEST): string {
  // Cut before as well: a name may be megabytes long.
  const plain = text
    .slice(0, 4 * longest)
    .replace(STEERING, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** In quotation marks. */
export function quoted(text: string, longest = LONGEST): string {
  return `“${plainText(text, longest)}”`;
}
