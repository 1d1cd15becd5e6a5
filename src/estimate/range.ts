// Arithmetic on values with a low and a high.
import type { Range } from './training-estimate.ts';

export const ZERO: Range = { value: 0, low: 0, high: 0 };

/**
 * Ends are added to ends: the unknowns of an estimate (how good a backward kernel is) are the same in
 * every layer, so they do not average out.
 */
export function add(a: Range, b: Range): Range {
  return { value: a.value + b.value, low: a.low + b.low, high: a.high + b.high };
}

export function scale(range: Range, factor: number): Range {
  return { value: range.value * factor, low: range.low * factor, high: range.high * factor };
}

/** End by end the larger. */
export function larger(a: Range, b: Range): Range {
  return {
    value: Math.max(a.value, b.value),
    low: Math.max(a.low, b.low),
    high: Math.max(a.high, b.high),
  };
}

/** Seconds for an amount of work at a rate per second, with a factor on either end. */
export function timeAt(amount: number, rate: Range, factors = { low: 1, high: 1 }): Range {
  return {
    value: amount / rate.value,
    low: (amount / rate.high) * factors.low,
    high: (amount / rate.low) * factors.high,
  };
}
