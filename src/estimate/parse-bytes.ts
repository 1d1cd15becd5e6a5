// Reads an amount of memory as people type it: "24 GB", "16 GiB", "80".
import { parseTypedNumber } from './parse-number.ts';

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};
const AMOUNT = /^(.+?)\s*(b|[kmgt]i?b)?$/i;

/** Bytes; a bare number counts GB of 10⁹ bytes, as memory is sold. Undefined when it is no amount. */
export function parseBytes(input: unknown): number | undefined {
  if (typeof input !== 'string' && typeof input !== 'number') return undefined;
  const [, digits = '', unit = 'gb'] = AMOUNT.exec(String(input).trim()) ?? [];
  const value = parseTypedNumber(digits);
  const factor = UNITS[unit.toLowerCase()];
  // "4 M" would mean four million gigabytes.
  if (value === undefined || factor === undefined || /[a-z]$/i.test(digits)) return undefined;
  return value * factor;
}
