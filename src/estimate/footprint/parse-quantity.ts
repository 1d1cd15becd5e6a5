// Reads a figure with its uncertainty as people type it: "0.4", "0.27–0.92", "0.4 (0.27–0.92)", "40 %".
import { parseTypedNumber } from '../parse-number.ts';
import type { Range } from '../training-estimate.ts';

/** Longer than any three numbers that a person means. */
const MAX_LENGTH = 80;
/** A dash between two figures, but not the one of 1e-5 or of −3. */
const BETWEEN = /\s*(?:–|—|\.\.|\bto\b|(?<=[\d%kmbgt]\s*)(?<!\de)-)\s*/i;
const WITH_VALUE = /^(.+?)\s*[([,;]\s*([^()[\]]+?)\s*[)\]]?$/;

/** The middle of a range stands for it where no value is typed. Undefined for what is no figure. */
export function parseQuantity(input: unknown): Range | undefined {
  if (typeof input === 'number') return { value: input, low: input, high: input };
  if (typeof input !== 'string' || input.length > MAX_LENGTH) return undefined;
  const text = input.trim().replaceAll('−', '-');
  const single = parseShare(text);
  if (single !== undefined) return { value: single, low: single, high: single };
  const range = parseEnds(text);
  if (range !== undefined) return { value: rounded((range.low + range.high) / 2), ...range };
  const [, value = '', ends = ''] = WITH_VALUE.exec(text) ?? [];
  const middle = parseShare(value);
  const around = parseEnds(ends);
  return middle === undefined || around === undefined ? undefined : { value: middle, ...around };
}

function parseEnds(text: string): { low: number; high: number } | undefined {
  const [first = '', second = '', ...more] = text.split(BETWEEN);
  if (more.length > 0) return undefined;
  const [low, high] = [parseShare(first), parseShare(second)];
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** A number, or a percentage as the share that it is. */
function parseShare(text: string): number | undefined {
  const percent = /^(.*\d)\s*%$/.exec(text);
  if (percent === null) return parseTypedNumber(text);
  const value = parseTypedNumber(percent[1]);
  return value === undefined ? undefined : rounded(value / 100);
}

/** 1.2 and not 1.2000000000000002. */
function rounded(value: number): number {
  return Number(value.toPrecision(15));
}

/** As `parseQuantity` reads it again. */
export function printQuantity({ value, low, high }: Range): string {
  const print = (number: number): string => String(Number(number.toPrecision(4)));
  const ends = `${print(low)}–${print(high)}`;
  return low === high ? print(value) : `${print(value)} (${ends})`;
}
