import { describe, expect, it } from 'vitest';
import { meanInterval, tPoint } from './t-interval.ts';

describe('meanInterval', () => {
  it('is that of the sleep data of Student 1908, as R prints it for t.test', () => {
    // sleep: extra hours under drug 2 minus drug 1, ten patients; R: mean 1.58, interval 0.7001142 to 2.4598858.
    const differences = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const { count, mean, low, high } = meanInterval(differences);
    expect(count).toBe(10);
    expect(mean).toBeCloseTo(1.58, 10);
    expect(low).toBeCloseTo(0.7001, 3);
    expect(high).toBeCloseTo(2.4599, 3);
  });

  it('has no width where all values are alike, and none at all for one value', () => {
    expect(meanInterval([3, 3, 3])).toEqual({ count: 3, mean: 3, low: 3, high: 3 });
    expect(meanInterval([3])).toEqual({ count: 1, mean: 3 });
  });

  it('goes on beyond the table', () => {
    // NIST/SEMATECH e-Handbook, 1.3.6.7.2, further down the same column.
    const published = [
      [31, 2.04],
      [40, 2.021],
      [60, 2],
      [100, 1.984],
    ] as const;
    for (const [degrees, point] of published) expect(tPoint(degrees)).toBeCloseTo(point, 3);
    expect(tPoint(1e9)).toBeCloseTo(1.96, 3);
    const values = Array.from({ length: 400 }, (_, index) => index % 2);
    const { low = NaN, high = NaN } = meanInterval(values);
    expect((high - low) / (2 * 1.9659 * Math.sqrt(100 / 399 / 400))).toBeCloseTo(1, 4);
  });

  it('refuses an empty list', () => {
    expect(() => meanInterval([])).toThrow(RangeError);
  });
});
