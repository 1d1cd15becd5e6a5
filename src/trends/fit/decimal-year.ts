// A date as a number on a time axis. A year alone stands for its middle, a month for its.
import { FlopscopeError } from '../../shared/errors.ts';

const DAY_MS = 86_400_000;

/**
 * "2019-05-28" is 2019.4027: 147 of 365 days have passed.
 * @param date "2019", "2019-05" or "2019-05-28".
 * @throws FlopscopeError `invalid-input` for anything else.
 */
export function decimalYear(date: string): number {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  if (year === undefined) throw unreadable(date);
  const start = startOf(Number(year), 0);
  const length = startOf(Number(year) + 1, 0) - start;
  if (month === undefined) return Number(year) + 0.5;
  const first = startOf(Number(year), Number(month) - 1);
  const monthDays = (startOf(Number(year), Number(month)) - first) / DAY_MS;
  const days = day === undefined ? monthDays / 2 : Number(day) - 1;
  if (Number(month) < 1 || Number(month) > 12 || days < 0 || days >= monthDays) {
    throw unreadable(date);
  }
  return Number(year) + (first + days * DAY_MS - start) / length;
}

/** Not Date.UTC, which takes the years 0 to 99 for the twentieth century's. */
function startOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}

function unreadable(date: string): FlopscopeError {
  return new FlopscopeError(
    'invalid-input',
    `"${date}" is not a date. Write a year, a month or a day: 2019, 2019-05 or 2019-05-28.`,
  );
}
