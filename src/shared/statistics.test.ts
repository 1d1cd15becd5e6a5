import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import {
  bootstrapMedian,
  coefficientOfVariation,
  mad,
  median,
  rateInterval,
  relativeHalfWidth,
} from './statistics.ts';

describe('median', () => {
  it('is the middle of an odd and the mean of the middles of an even number of values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('refuses an empty list', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('mad', () => {
  it('is the median distance from the median, blind to one outlier', () => {
    expect(mad([1, 2, 3, 4, 1000])).toBe(1);
  });
});

describe('bootstrapMedian', () => {
  it('covers the true median of a skewed distribution about 95 times in 100', () => {
    // Exponential noise above a floor, as timing samples have; the median is 1 + ln 2.
    const random = createRandom(7);
    const truth = 1 + Math.LN2;
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const samples = Array.from({ length: 25 }, () => 1 - Math.log(1 - random()));
      const { low, high } = bootstrapMedian(samples);
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.91);
    expect(covered / 400).toBeLessThan(0.99);
  });

  it('prints the same interval for the same samples', () => {
    const samples = [5, 3, 8, 1, 9, 4, 4];
    expect(bootstrapMedian(samples)).toEqual(bootstrapMedian([...samples]));
  });

  it('has no width for one sample or equal samples', () => {
    expect(bootstrapMedian([2])).toEqual({ median: 2, low: 2, high: 2 });
    expect(bootstrapMedian([2, 2, 2])).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('narrows with more samples', () => {
    const random = createRandom(3);
    const few = bootstrapMedian(Array.from({ length: 8 }, random));
    const many = bootstrapMedian(Array.from({ length: 800 }, random));
    expect(relativeHalfWidth(many)).toBeLessThan(relativeHalfWidth(few) / 3);
  });
});

describe('rateInterval', () => {
  it('exchanges low and high: a short time is a high rate', () => {
    expect(rateInterval(12, { median: 3, low: 2, high: 4 })).toEqual({
      median: 4,
      low: 3,
      high: 6,
    });
  });
});

describe('coefficientOfVariation', () => {
  it('is the sample standard deviation over the mean', () => {
    expect(coefficientOfVariation([9, 10, 11])).toBeCloseTo(0.1, 12);
  });
});
