import { describe, expect, it } from 'vitest';
import {
  describeError,
  describeFigure,
  describeTolerance,
  nearestConvention,
} from './describe-check.ts';

describe('figures of the self-test', () => {
  it('have their unit, and as many digits as the sources print', () => {
    expect(describeFigure('params', 6738415616)).toBe('6,738,415,616');
    expect(describeFigure('forward-macs', 17.5638e9)).toBe('17.564\u00a0GMAC');
    expect(describeFigure('training-flops', 5100.19e9)).toBe('5100.19\u00a0GFLOP');
    expect(describeFigure('training-flops', 3.15e23)).toBe('3.150\u00a0×\u00a010²³\u00a0FLOP');
    expect(describeFigure('utilization', 0.1968)).toBe('19.68\u00a0%');
    expect(describeFigure('usd', 13959.87)).toBe('13,959.87\u00a0USD');
  });

  it('errors have a sign, unless they round to nothing', () => {
    expect(describeError(0.241)).toBe('+0.24\u00a0%');
    expect(describeError(-7.51)).toBe('−7.5\u00a0%');
    expect(describeError(-0.001)).toBe('0.00\u00a0%');
  });

  it('tolerances are sentences', () => {
    expect(describeTolerance({ relative: 0.005 })).toBe('Tolerance: 0.5\u00a0%.');
    expect(describeTolerance({ absolute: 1 })).toMatch(/1, in the same unit/);
    expect(describeTolerance('information')).toMatch(/No tolerance/);
  });

  it('the nearest convention is named only where ours is off, and where it comes nearer', () => {
    const check = (error: number, others: readonly number[]) =>
      nearestConvention({
        errorPercent: error,
        conventions: others.map((each) => ({ name: `${each}`, computed: 1, errorPercent: each })),
      })?.errorPercent;
    expect(check(-7.5, [-9, 0.2, 3])).toBe(0.2);
    expect(check(-7.5, [-9, 8])).toBeUndefined();
    expect(check(0.5, [0.1])).toBeUndefined();
  });
});
