import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatCount,
  formatInterval,
  formatRate,
  formatScientific,
  formatShare,
  powerOfTen,
} from './format.ts';

describe('formatInterval', () => {
  it('prints no digit finer than the interval', () => {
    expect(formatInterval({ median: 8.4237e12, low: 8.31e12, high: 8.55e12 }, 'FLOPS')).toEqual({
      value: '8.4',
      range: '8.3–8.6',
      unit: 'TFLOPS',
    });
    expect(formatInterval({ median: 456.2e9, low: 410e9, high: 500e9 }, 'B/s').value).toBe('460');
  });

  it('prints three digits without an interval and four at most with a narrow one', () => {
    expect(formatInterval({ median: 1.23456e9, low: 1.23456e9, high: 1.23456e9 }, 'B/s')).toEqual({
      value: '1.23',
      range: '',
      unit: 'GB/s',
    });
    expect(formatRate({ median: 1.23456e9, low: 1.234559e9, high: 1.234561e9 }, 'B/s')).toBe(
      '1.235\u00a0GB/s',
    );
  });

  it('keeps as many digits of a wide interval as asked for', () => {
    const wide = { median: 33, low: 27, high: 71 };
    expect(formatInterval(wide, 's')).toMatchObject({ value: '30', range: '30–70' });
    expect(formatInterval(wide, 's', 2)).toMatchObject({ value: '33', range: '27–71' });
  });

  it('changes prefix where rounding would print 1000', () => {
    expect(formatRate({ median: 999.99e9, low: 999.99e9, high: 999.99e9 }, 'FLOPS')).toBe(
      '1.00\u00a0TFLOPS',
    );
  });

  it('keeps value, low and high in one unit', () => {
    const { range, unit } = formatInterval({ median: 1.1e9, low: 0.6e9, high: 1.4e9 }, 'FLOPS');
    expect({ range, unit }).toEqual({ range: '0.6–1.4', unit: 'GFLOPS' });
  });
});

describe('plain numbers', () => {
  it('has SI prefixes and three digits', () => {
    expect(formatAmount(24.56e9, 'FLOP')).toBe('24.6\u00a0GFLOP');
    expect(formatAmount(0, 'B')).toBe('0\u00a0B');
    expect(formatAmount(25_557_032, '')).toBe('25.6\u00a0M');
  });

  it('groups thousands', () => {
    expect(formatCount(25_557_032)).toBe('25,557,032');
  });

  it('has a decimal in a share only below ten percent', () => {
    expect([0.734, 0.0042, 0.0002, 0, 1].map(formatShare)).toEqual([
      '73\u00a0%',
      '0.4\u00a0%',
      '< 0.1\u00a0%',
      '0\u00a0%',
      '100\u00a0%',
    ]);
  });

  it('writes powers of ten with superscripts', () => {
    expect(powerOfTen(-12)).toBe('10⁻¹²');
    expect(formatScientific(3.14e-7)).toBe('3.1\u00a0×\u00a010⁻⁷');
    expect(formatScientific(0.25)).toBe('0.25');
    expect(formatScientific(0)).toBe('0');
  });
});
