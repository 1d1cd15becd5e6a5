// Numbers as a person reads them: SI prefixes, never more digits than the interval supports, powers of
// ten with superscripts. Every surface (page, command line, board) prints through here.
import type { Interval } from './statistics.ts';

/** Parts stay apart so that a page can set the number large and its unit small. */
export interface FormattedInterval {
  readonly value: string;
  /** "8.31–8.55", in the same unit; empty when the interval has no width. */
  readonly range: string;
  readonly unit: string;
}

const prefixes = [
  { factor: 1e24, symbol: 'Y' },
  { factor: 1e21, symbol: 'Z' },
  { factor: 1e18, symbol: 'E' },
  { factor: 1e15, symbol: 'P' },
  { factor: 1e12, symbol: 'T' },
  { factor: 1e9, symbol: 'G' },
  { factor: 1e6, symbol: 'M' },
  { factor: 1e3, symbol: 'k' },
  { factor: 1, symbol: '' },
  { factor: 1e-3, symbol: 'm' },
  { factor: 1e-6, symbol: 'µ' },
  { factor: 1e-9, symbol: 'n' },
] as const;

type Prefix = (typeof prefixes)[number];

const NO_PREFIX: Prefix = { factor: 1, symbol: '' };
/** The smallest prefix at hand, for what is smaller still. */
const LEAST_PREFIX: Prefix = { factor: 1e-9, symbol: 'n' };

/** Significant digits where no interval says otherwise. */
const PLAIN_DIGITS = 3;
/** However narrow the interval: a fifth digit of a GPU's speed means nothing the next day. */
const MOST_DIGITS = 4;

/** 999.6 in three digits would print as "1,000": from here on the next prefix takes over. */
const ALMOST_ONE = 0.9995;

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function prefixOf(value: number): Prefix {
  const magnitude = Math.abs(value);
  if (magnitude === 0) return NO_PREFIX;
  return prefixes.find(({ factor }) => magnitude >= ALMOST_ONE * factor) ?? LEAST_PREFIX;
}

/** Exponent of the leading digit once rounded: 2 for 456, −1 for 0.3, 0 for 0.9997. */
function exponentOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value) / ALMOST_ONE));
}

/** A number and its unit never part at the end of a line: the space between them does not break. */
export function withUnit(value: string | number, unit: string): string {
  return unit === '' ? String(value) : `${value}\u00a0${unit}`;
}

/** Rounds to the decimal place 10^place and prints every digit down to it. */
export function roundToPlace(value: number, place: number): string {
  const step = 10 ** Math.max(place, 0);
  const rounded = Math.round(value / step) * step;
  const decimals = Math.min(Math.max(-place, 0), 20);
  return decimalFormat(decimals).format(place > 0 ? rounded : value);
}

/** Making a formatter costs a thousand times what using it does, and a table prints hundreds of numbers. */
const decimalFormats = new Map<number, Intl.NumberFormat>();

function decimalFormat(decimals: number): Intl.NumberFormat {
  const known = decimalFormats.get(decimals);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  decimalFormats.set(decimals, made);
  return made;
}

/** The last decimal place worth printing for a value known to ± halfWidth. */
function placeFor(value: number, halfWidth: number, leastDigits: number): number {
  const leading = exponentOf(value) + 1;
  if (!(halfWidth > 0)) return leading - PLAIN_DIGITS;
  const place = Math.max(exponentOf(halfWidth), leading - MOST_DIGITS);
  return Math.min(place, leading - leastDigits);
}

/**
 * @param unit without prefix: "FLOPS", "B/s", "s".
 * @param leastDigits significant digits however wide the interval: predictions, whose intervals are wide
 *   and lopsided, read better with two.
 */
export function formatInterval(
  interval: Interval,
  unit: string,
  leastDigits = 1,
): FormattedInterval {
  const { factor, symbol } = prefixOf(interval.median);
  const halfWidth = (interval.high - interval.low) / 2 / factor;
  const place = placeFor(interval.median / factor, halfWidth, leastDigits);
  const print = (value: number): string => roundToPlace(value / factor, place);
  return {
    value: print(interval.median),
    range: halfWidth > 0 ? `${print(interval.low)}–${print(interval.high)}` : '',
    unit: `${symbol}${unit}`,
  };
}

/** "8.42 TFLOPS". The digits follow the interval; the interval itself is not printed. */
export function formatRate(interval: Interval, unit: 'FLOPS' | 'OPS' | 'B/s'): string {
  const { value, unit: prefixed } = formatInterval(interval, unit);
  return withUnit(value, prefixed);
}

/** A quantity without an interval, three significant digits: "24.6 GFLOP", "16.4 GB". */
export function formatAmount(value: number, unit: string): string {
  if (value === 0) return withUnit(0, unit);
  const { factor, symbol } = prefixOf(value);
  const scaled = value / factor;
  return withUnit(roundToPlace(scaled, exponentOf(scaled) - PLAIN_DIGITS + 1), `${symbol}${unit}`);
}

/** "25,557,032". */
export function formatCount(value: number): string {
  return decimalFormat(0).format(value);
}

/** A share between 0 and 1: "73 %", "0.4 %"; what is there but would round to nothing is "< 0.1 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return '< 0.1\u00a0%';
  return withUnit(roundToPlace(percent, Math.abs(percent) < 9.95 && percent !== 0 ? -1 : 0), '%');
}

/** "10⁻⁶", "10¹²". */
export function powerOfTen(exponent: number): string {
  const digits = Array.from(
    String(Math.abs(exponent)),
    (digit) => superscripts[Number(digit)] ?? '',
  );
  return `10${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}

/** "3.1 × 10⁻⁷", which does not part at the end of a line. */
export function timesPower(mantissa: string, exponent: number): string {
  return `${mantissa}\u00a0×\u00a0${powerOfTen(exponent)}`;
}

/** Two significant digits and a power of ten, "3.1 × 10⁻⁷"; plain between 0.01 and 10,000. */
export function formatScientific(value: number): string {
  if (value === 0) return '0';
  const exponent = exponentOf(value);
  if (exponent >= -2 && exponent < 4) return roundToPlace(value, exponent - 1);
  const mantissa = value / 10 ** exponent;
  return timesPower(roundToPlace(mantissa, -1), exponent);
}
