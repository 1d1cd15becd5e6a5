import { describe, expect, it } from 'vitest';
import { geometricMean, ratios } from './ratio.ts';

describe('ratios', () => {
  it('pairs the rounds in which both ran', () => {
    expect(ratios([2, undefined, 4, 8], [6, 6, undefined])).toEqual([3]);
  });
});

describe('geometricMean', () => {
  it('is the root of the product of the medians', () => {
    const { median, low, high } = geometricMean([[2], [8]]);
    expect([median, low, high].map((value) => value.toFixed(9))).toEqual([
      '4.000000000',
      '4.000000000',
      '4.000000000',
    ]);
  });

  it('has an interval that lies within the extremes and around the mean', () => {
    const { median, low, high } = geometricMean([
      [1, 2, 3, 4, 5],
      [4, 5, 6, 7, 8],
    ]);
    expect(low).toBeGreaterThanOrEqual(2);
    expect(low).toBeLessThan(median);
    expect(high).toBeGreaterThan(median);
    expect(high).toBeLessThanOrEqual(Math.sqrt(5 * 8));
  });

  it('does not exist for no shapes', () => {
    expect(() => geometricMean([])).toThrow(RangeError);
  });
});
