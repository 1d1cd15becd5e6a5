import { expect, it } from 'vitest';
import { roundToEven } from './round-to-even.ts';

it.each([
  [0.5, 0],
  [1.5, 2],
  [2.5, 2],
  [-0.5, 0],
  [-1.5, -2],
  [-2.5, -2],
  [2.500_001, 3],
  [-2.499_999, -2],
  [0.499_999_999_999_999_94, 0],
  [7, 7],
])('%f: %i', (value, whole) => {
  expect(roundToEven(value)).toBeCloseTo(whole, 15);
});
