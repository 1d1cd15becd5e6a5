// Energy from readings of power: trapezoids between them.
import type { PowerReading } from './power-meter.ts';

/**
 * Joules between two moments, with power running straight from reading to reading.
 * @param readings in the order of time.
 * @returns undefined where the readings do not reach over the whole span.
 */
export function joulesBetween(
  readings: readonly PowerReading[],
  fromMs: number,
  toMs: number,
): number | undefined {
  const first = readings.at(0);
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (fromMs < first.atMs || toMs > last.atMs || toMs < fromMs) return undefined;
  let joules = 0;
  let left = first;
  for (const right of readings.slice(1)) {
    const start = Math.max(left.atMs, fromMs);
    const end = Math.min(right.atMs, toMs);
    if (end > start) {
      const slope = (right.watts - left.watts) / (right.atMs - left.atMs);
      const middle = left.watts + slope * ((start + end) / 2 - left.atMs);
      joules += (middle * (end - start)) / 1e3;
    }
    left = right;
  }
  return joules;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Mean watts over all spans together; undefined where a span is not covered or they are empty. */
export function meanWatts(
  readings: readonly PowerReading[],
  spans: readonly Span[],
): number | undefined {
  let joules = 0;
  let seconds = 0;
  for (const { fromMs, toMs } of spans) {
    const part = joulesBetween(readings, fromMs, toMs);
    if (part === undefined) return undefined;
    joules += part;
    seconds += (toMs - fromMs) / 1e3;
  }
  return seconds > 0 ? joules / seconds : undefined;
}
