import { expect, it } from 'vitest';
import { printCount } from './print-amount.ts';

it.each([
  [{ value: 0, low: 0, high: 0 }, '0'],
  [{ value: 0.0461, low: 0.018, high: 0.113 }, '0.046 (0.018–0.11)'],
  [{ value: 23.2e6, low: 14e6, high: 68e6 }, '23 M (14–68 M)'],
  [{ value: 1, low: 1, high: 1 }, '1.00'],
])('counts %j as %s', (count, printed) => {
  expect(printCount(count).replaceAll('\u00a0', ' ')).toBe(printed);
});
