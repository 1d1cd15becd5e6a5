// Axes of error against compute, both in decimal logarithms: where marks stand and what is written there.
import { formatLog10 } from '../../../shared/format-log10.ts';
import { powerOfTen } from '../../../shared/format.ts';
import { printError } from './print-power.ts';

export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Powers of ten between two marks, widened by tens beyond them. */
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100];

/** @param most marks. */
export function powerTicks({ low, high }: Span, most: number): readonly number[] {
  const least = (high - low) / most;
  const step = STEPS.find((each) => each >= least) ?? 10 ** Math.ceil(Math.log10(least));
  const first = Math.ceil(low / step);
  const count = Math.max(Math.floor(high / step) - first + 1, 0);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/** From here on an exponent is itself written as a power. */
const LONG_EXPONENT = 1e6;

export function powerText(log10: number): string {
  return Math.abs(log10) < LONG_EXPONENT ? powerOfTen(log10) : formatLog10(log10);
}

/** Digits at which marks stand, the fewest first; finer ones where those leave an axis nearly bare. */
const DIGITS = [
  [1],
  [1, 2, 5],
  [1, 1.5, 2, 3, 4, 5, 7],
  Array.from({ length: 90 }, (_, step) => 1 + step / 10),
];
/** Fewer say nothing of a scale, more stand too close. */
const LEAST_MARKS = 3;
const MOST_MARKS = 12;

/** In log10 of per cent. */
export function errorTicks(span: Span): readonly number[] {
  const sets = DIGITS.map((digits) => marksAt(digits, span));
  const fitting = sets.find(({ length }) => length >= LEAST_MARKS) ?? sets.at(-1) ?? [];
  const every = Math.ceil(fitting.length / MOST_MARKS);
  return fitting.filter((_, index) => index % every === 0);
}

function marksAt(digits: readonly number[], { low, high }: Span): readonly number[] {
  const first = Math.floor(low);
  const powers = Array.from({ length: Math.floor(high) - first + 1 }, (_, step) => first + step);
  return powers
    .flatMap((power) => digits.map((digit) => power + Math.log10(digit)))
    .filter((mark) => mark >= low - 1e-9 && mark <= high + 1e-9);
}

export function errorText(log10: number): string {
  return printError(Number((10 ** log10).toPrecision(2)));
}

/** A little room on both sides, in powers of ten; never none. */
export function widened({ low, high }: Span, share: number, least: number): Span {
  const room = Math.max((high - low) * share, least);
  return { low: low - room, high: high + room };
}
