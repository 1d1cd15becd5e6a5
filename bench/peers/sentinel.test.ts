import { describe, expect, it } from 'vitest';
import { movement } from './sentinel.ts';

describe('movement', () => {
  it('compares the halves of a block', () => {
    expect(movement([100, 100, 100, 90, 90, 90])).toBeCloseTo(-0.1);
    expect(movement([100, 101, 99, 100, 100])).toBeCloseTo(-0.005);
  });

  it('knows nothing of a single reading', () => {
    expect(movement([100])).toBe(0);
  });
});
