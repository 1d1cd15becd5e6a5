import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDivisible } from './make-divisible.ts';

describe('makeDivisible', () => {
  it.each([
    [1, 8],
    [12, 16],
    [17.6, 16],
    // 16 would lose more than a tenth.
    [18, 24],
    [30, 32],
    [44.8, 48],
    [160, 160],
  ])('%s channels become %s', (channels, expected) => {
    expect(makeDivisible(channels)).toBe(expected);
  });

  it('is a multiple of eight that loses at most a tenth and gains at most eight', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e5, noNaN: true }), (channels) => {
        const rounded = makeDivisible(channels);
        expect(rounded % 8).toBe(0);
        expect(rounded).toBeGreaterThanOrEqual(0.9 * channels);
        expect(rounded).toBeLessThan(channels + 8);
      }),
    );
  });
});
