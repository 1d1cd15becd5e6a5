// Durations in their two largest units, or in one when the interval is too wide for a second.
import { formatInterval, formatScientific, roundToPlace, withUnit } from './format.ts';

interface Unit {
  readonly seconds: number;
  readonly singular: string;
  readonly plural: string;
}

/** Largest first; each pairs with the next one. A year has 365.25 days. */
const units: readonly Unit[] = [
  { seconds: 365.25 * 86_400, singular: 'year', plural: 'years' },
  { seconds: 86_400, singular: 'day', plural: 'days' },
  { seconds: 3600, singular: 'h', plural: 'h' },
  { seconds: 60, singular: 'min', plural: 'min' },
  { seconds: 1, singular: 's', plural: 's' },
];

/** A day has too few hours to count them in tens. */
const HOUR = 3600;

const SECOND: Unit = { seconds: 1, singular: 's', plural: 's' };

/** Beyond this many years the digits say less than the power of ten. */
const YEARS_IN_POWERS = 1e5;

export interface DurationEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface FormattedDuration {
  /** "11 days", "2 h 10 min", "4.2 ms". */
  readonly value: string;
  /** "9–14 days"; empty when the interval has no width. */
  readonly range: string;
}

function unitName(unit: Unit, printed: string): string {
  return printed === '1' ? unit.singular : unit.plural;
}

function largestUnit(seconds: number): number {
  const index = units.findIndex((unit) => seconds >= unit.seconds);
  return index === -1 ? units.length - 1 : index;
}

/** Whole larger units and the rest in smaller ones; zero parts are left out. */
function twoUnits(seconds: number, stepSeconds: number): string {
  const rounded = Math.round(seconds / stepSeconds) * stepSeconds;
  const index = largestUnit(rounded);
  const large = units[index] ?? SECOND;
  const small = units[index + 1];
  if (small === undefined) return withUnit(roundToPlace(rounded, 0), 's');
  let whole = Math.floor(rounded / large.seconds);
  let rest = Math.round((rounded - whole * large.seconds) / small.seconds);
  if (rest * small.seconds >= large.seconds) {
    whole += 1;
    rest = 0;
  }
  const first = withUnit(roundToPlace(whole, 0), unitName(large, String(whole)));
  return rest === 0 ? first : `${first} ${withUnit(rest, unitName(small, String(rest)))}`;
}

function inYearsAsPowers({ value, low, high }: DurationEstimate): FormattedDuration {
  const year = 365.25 * 86_400;
  const range = `${formatScientific(low / year)}–${formatScientific(high / year)} years`;
  return { value: `${formatScientific(value / year)} years`, range: high > low ? range : '' };
}

/** The value in one or two units, whichever its interval supports, and the interval in the same. */
export function formatDurationEstimate(estimate: DurationEstimate): FormattedDuration {
  const { value, low, high } = estimate;
  const halfWidth = (high - low) / 2;
  if (value < 60) {
    const parts = formatInterval({ median: value, low, high }, 's', 2);
    const range = parts.range === '' ? '' : withUnit(parts.range, parts.unit);
    return { value: withUnit(parts.value, parts.unit), range };
  }
  if (value >= YEARS_IN_POWERS * 365.25 * 86_400) return inYearsAsPowers(estimate);

  const index = largestUnit(value);
  const unit = units[index] ?? SECOND;
  const smaller = units[index + 1] ?? SECOND;
  if (halfWidth < unit.seconds / 2) {
    const halfInSmaller = halfWidth / smaller.seconds;
    const step =
      halfInSmaller > 10 && smaller.seconds !== HOUR ? 10 * smaller.seconds : smaller.seconds;
    const range = `${twoUnits(low, step)}–${twoUnits(high, step)}`;
    return { value: twoUnits(value, step), range: halfWidth > 0 ? range : '' };
  }
  // At least two significant digits: "1.4 days, 0.8–3.0" says more than "1 day, 1–3".
  const leading = Math.floor(Math.log10(value / unit.seconds));
  const place = Math.min(Math.floor(Math.log10(halfWidth / unit.seconds)), leading - 1);
  const print = (seconds: number): string => roundToPlace(seconds / unit.seconds, place);
  const printed = print(value);
  return {
    value: withUnit(printed, unitName(unit, printed)),
    range: withUnit(`${print(low)}–${print(high)}`, unit.plural),
  };
}

/** A duration that is known: "3 min 20 s", "11 days 4 h", "12.3 ms". */
export function formatDuration(seconds: number): string {
  return formatDurationEstimate({ value: seconds, low: seconds, high: seconds }).value;
}

/** For countdowns: whole seconds, then minutes; "about" is the caller's word. */
export function formatRemaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return seconds < 60 ? withUnit(seconds, 's') : twoUnits(seconds, seconds < 600 ? 5 : 60);
}
