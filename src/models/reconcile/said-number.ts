// A number as another tool prints it, "4.1 GFLOPs" or "4,089,184,256", with the room that its digits leave.
import { FlopscopeError } from '../../shared/errors.ts';

export interface SaidNumber {
  readonly value: number;
  /** Half of the last digit that was given: 4.1 G stands for 4.05 to 4.15 G. */
  readonly plusMinus: number;
}

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  g: 1e9,
  b: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
  p: 1e15,
  e: 1e18,
};

/** Digits with thousands set apart, a power of ten, a prefix or word, and what is counted. */
const NUMBER =
  /^(?<digits>\d{1,3}(?:[,_ ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)(?:e(?<exponent>[+-]?\d{1,3}))?\s*(?<prefix>k|thousand|m|million|g|b|billion|t|trillion|p|e)?\s*(?:(?:fl)?ops?\/?s?|macs?|mul-?adds?|madds?)?$/;

/** What is echoed of a wrong number: enough to recognise it. */
const ECHO_LENGTH = 40;

/** @throws FlopscopeError `invalid-input`. */
export function parseSaidNumber(text: string): SaidNumber {
  const groups =
    text.length > ECHO_LENGTH * 2 ? undefined : NUMBER.exec(text.trim().toLowerCase())?.groups;
  const digits = groups?.['digits']?.replaceAll(/[,_ ]/g, '');
  const scale =
    (FACTORS[groups?.['prefix'] ?? ''] ?? 1) * 10 ** Number(groups?.['exponent'] ?? '0');
  const value = Number(digits) * scale;
  if (digits === undefined || !Number.isFinite(value) || value <= 0) {
    throw new FlopscopeError(
      'invalid-input',
      `“${text.slice(0, ECHO_LENGTH)}” is no count. Give it as it was printed: 4.1G, 3.8 billion FLOPs, 4089184256.`,
    );
  }
  return { value, plusMinus: (lastPlace(digits) * scale) / 2 };
}

/** 0.1 for "4.1", 1 for "4089", and 10 for "40": trailing zeros of a whole number may be rounded. */
function lastPlace(digits: string): number {
  const decimals = digits.split('.')[1];
  if (decimals !== undefined) return 10 ** -decimals.length;
  return 10 ** (/0*$/.exec(digits)?.[0].length ?? 0);
}
