import { describe, expect, it } from 'vitest';
import { normalCumulative, normalDensity } from './normal-distribution.ts';

describe('normalCumulative', () => {
  // Abramowitz and Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1, 0.158655253931457],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [-4, 0.0000316712418331],
  ])('of %d is %d', (x, expected) => {
    expect(normalCumulative(x)).toBeCloseTo(expected, 14);
  });

  it('saturates', () => {
    expect(normalCumulative(40)).toBe(1);
    expect(normalCumulative(-40)).toBe(0);
  });

  it('has the density as its slope', () => {
    for (const x of [-5, -0.3, 0, 1.7, 6]) {
      const slope = (normalCumulative(x + 1e-5) - normalCumulative(x - 1e-5)) / 2e-5;
      expect(slope).toBeCloseTo(normalDensity(x), 9);
    }
  });
});
