import { describe, expect, it } from 'vitest';
import { normalDraw } from './normal-reference.ts';
import { philox } from './philox.ts';

describe('philox', () => {
  // Random123's known answers, kat_vectors, philox4x32 10.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('of %o by %o', (counter, key, expected) => {
    expect(philox(counter, key)).toEqual(expected);
  });
});

describe('normalDraw', () => {
  const COUNT = 40_000;
  const draws = Array.from({ length: COUNT }, (_, index) => normalDraw([7, 3], index).value);
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

  // Moments of the standard normal distribution, within four standard errors.
  it.each([
    ['mean', 1, 0, 1],
    ['variance', 2, 1, 2],
    ['third moment', 3, 0, 15],
    ['fourth moment', 4, 3, 96],
  ])('%s', (_, power, expected, variance) => {
    const moment = mean(draws.map((x) => x ** power));
    expect(Math.abs(moment - expected)).toBeLessThan(4 * Math.sqrt(variance / COUNT));
  });

  it.each([1, 2, 3, 4, 1000])('is not correlated at a distance of %i', (lag) => {
    const products = draws.slice(lag).map((x, index) => x * (draws[index] ?? NaN));
    expect(Math.abs(mean(products))).toBeLessThan(4 / Math.sqrt(products.length));
  });

  it('differs by key', () => {
    const other = mean(draws.map((x, index) => x * normalDraw([7, 4], index).value));
    expect(Math.abs(other)).toBeLessThan(4 / Math.sqrt(COUNT));
  });
});
