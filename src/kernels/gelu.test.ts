import { describe, expect, it } from 'vitest';
import { gelu } from './gelu.ts';

describe('gelu', () => {
  it('is nearly x·Φ(x), the function that it approximates', () => {
    // Φ(1) and Φ(2) from tables of the normal distribution; the tanh form is off by less than 5e-4.
    expect(gelu(1)).toBeCloseTo(0.841_345, 3);
    expect(gelu(-2)).toBeCloseTo(-2 * 0.022_750, 3);
    expect(gelu(0)).toBe(0);
  });

  it('is the tanh form, which at 1 is 1.5e-4 below x·Φ(x)', () => {
    expect(gelu(1)).toBeCloseTo(0.841_192, 6);
  });

  it('saturates without overflow', () => {
    expect(gelu(1e6)).toBe(1e6);
    expect(gelu(-1e6)).toBeCloseTo(0, 12);
  });
});
