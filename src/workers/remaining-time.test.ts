import { describe, expect, it } from 'vitest';
import { remainingTime } from './remaining-time.ts';

describe('remainingTime', () => {
  it('is learnt from the pace, once that tells something', () => {
    let now = 5000;
    const remaining = remainingTime(() => now);
    expect(remaining(0)).toBeUndefined();
    now += 10;
    expect(remaining(0.01)).toBeUndefined();
    now += 990;
    expect(remaining(0.25)).toBe(3000);
  });

  it('does not take for fast what an earlier run had done', () => {
    let now = 0;
    const remaining = remainingTime(() => now);
    remaining(0.8);
    now = 1000;
    expect(remaining(0.9)).toBeCloseTo(1000, 6);
  });
});
