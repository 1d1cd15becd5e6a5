import { describe, expect, it } from 'vitest';
import { errorText, errorTicks, powerText, powerTicks, widened } from './error-axes.ts';

describe('the axis of compute', () => {
  it.each([
    [{ low: 8.2, high: 12.1 }, 8, [9, 10, 11, 12]],
    [{ low: 21, high: 132 }, 8, [40, 60, 80, 100, 120]],
    [{ low: -3, high: 2 }, 3, [-2, 0, 2]],
  ])('marks %o with at most %d powers', (span, most, expected) => {
    expect(powerTicks(span, most)).toEqual(expected);
  });

  it('stays short however far it reaches', () => {
    const marks = powerTicks({ low: 20, high: 1.2e11 }, 8);
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.length).toBeLessThan(10);
    expect(powerText(marks.at(-1) ?? 0)).toBe('10^(1.0\u00a0×\u00a010¹¹)');
    expect(powerText(20)).toBe('10²⁰');
  });
});

describe('the axis of errors', () => {
  const written = (low: number, high: number) =>
    errorTicks({ low: Math.log10(low), high: Math.log10(high) }).map((mark) =>
      errorText(mark).replaceAll('\u00a0', ' '),
    );

  it.each([
    [0.5, 12, ['0.5 %', '1 %', '2 %', '5 %', '10 %']],
    [9, 60, ['10 %', '20 %', '50 %']],
    [22, 26, ['22 %', '23 %', '24 %', '25 %', '26 %']],
    [0.0001, 50, ['10⁻⁴ %', '0.001 %', '0.01 %', '0.1 %', '1 %', '10 %']],
  ])('from %s to %s %%', (low, high, expected) => {
    expect(written(low, high).map((mark) => mark.replace('1.0 × ', ''))).toEqual(expected);
  });

  it('has room around a single point', () => {
    expect(widened({ low: 1, high: 1 }, 0.1, 0.05)).toEqual({ low: 0.95, high: 1.05 });
  });
});
