// Reads a number as people type it: "1,281,167", "3e5", "10B".

const MULTIPLES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };
/** Longer than any number that a person means. */
const MAX_LENGTH = 40;
/** Separators of thousands in use around the world; the dot stays the decimal sign. */
const SEPARATORS = /(?<=\d)[,_'’\s](?=\d{3}(?:\D|$))/g;
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*([kmbgt])?$/i;

/** The number, or undefined when it is none; numbers pass as they are, NaN and infinities included. */
export function parseTypedNumber(input: unknown): number | undefined {
  if (typeof input === 'number') return input;
  if (typeof input !== 'string' || input.length > MAX_LENGTH) return undefined;
  const match = NUMBER.exec(input.trim().replaceAll(SEPARATORS, ''));
  if (!match) return undefined;
  const [, digits, suffix] = match;
  const value = Number(digits) * (MULTIPLES[(suffix ?? '').toLowerCase()] ?? 1);
  // 1.3M is 1,300,000 and not 1,300,000.0000000002.
  return suffix === undefined ? value : Number(value.toPrecision(15));
}

/** Whether a field was filled in at all. */
export function isGiven(value: unknown): boolean {
  return (
    value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')
  );
}
