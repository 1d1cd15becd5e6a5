import { describe, expect, it } from 'vitest';
import { powerLabel, rateLabel } from './roofline-labels.ts';

describe('axis labels', () => {
  it('name the powers of ten, without idle decimals, and nothing else', () => {
    expect([1e8, 1e9, 1e10, 1e11, 2e9].map(rateLabel)).toEqual([
      '100\u00a0M',
      '1\u00a0G',
      '10\u00a0G',
      '100\u00a0G',
      '',
    ]);
    expect([0.1, 1, 1000, 1e4, 5].map(powerLabel)).toEqual(['0.1', '1', '1000', '10⁴', '']);
  });
});
