import { describe, expect, it } from 'vitest';
import { decimalYear } from './decimal-year.ts';
import { fitGrowth, growthAt, growthFactor, impliedDoublingMonths } from './fit-growth.ts';

describe('decimalYear', () => {
  it.each([
    ['2019-01-01', 2019],
    ['2019-05-28', 2019 + 147 / 365],
    ['2020-12-31', 2020 + 365 / 366],
    ['2019-02', 2019 + (31 + 14) / 365],
    ['2019', 2019.5],
    ['0050-01-01', 50],
  ])('%s', (date, year) => {
    expect(decimalYear(date)).toBeCloseTo(year, 9);
  });

  it.each(['2019-13', '2019-00-10', '2019-02-29', '2019-1-1', 'May 2019', '', '2019-01-00'])(
    'refuses "%s"',
    (date) => {
      expect(() => decimalYear(date)).toThrow('is not a date. Write a year');
    },
  );
});

describe('fitGrowth', () => {
  it('finds a doubling every two years, with no width', () => {
    const fit = fitGrowth([2000, 2002, 2004, 2006].map((year, i) => ({ year, value: 2 ** i })));
    if (fit.kind === 'none') throw new Error(fit.reason);
    expect(fit.factorPerYear?.value).toBeCloseTo(Math.SQRT2, 9);
    expect(fit.doubling?.direction).toBe('doubles');
    expect(fit.doubling?.months).toBeCloseTo(24, 9);
    expect(fit.doubling?.bounds?.low).toBeCloseTo(24, 6);
    expect(fit.doubling?.bounds?.high).toBeCloseTo(24, 6);
    expect(growthAt(fit, 2010).log10).toBeCloseTo(5 * Math.log10(2), 9);
  });

  it('turns the interval of the slope into that of the time', () => {
    // log10 values 2, 1, 2, 0: slope −0.5, squares 1.5, t(2) = 4.303, so ± 4.303 · √(0.75 / 5).
    const fit = fitGrowth([100, 10, 100, 1].map((value, year) => ({ year, value })));
    if (fit.kind === 'none') throw new Error(fit.reason);
    const half = 4.303 * Math.sqrt(0.75 / 5);
    expect(fit.doubling?.direction).toBe('halves');
    expect(fit.doubling?.months).toBeCloseTo((12 * Math.log10(2)) / 0.5, 9);
    expect(fit.doubling?.bounds?.low).toBeCloseTo((12 * Math.log10(2)) / (0.5 + half), 9);
    // The interval holds slope 0.
    expect(fit.doubling?.bounds?.high).toBeNull();
    expect(fit.factorPerYear?.bounds?.high).toBeCloseTo(10 ** (half - 0.5), 9);
  });

  it('has no interval from two points, and no time where nothing changes', () => {
    const two = fitGrowth([
      { year: 2012, value: 44 },
      { year: 2019, value: 1 },
    ]);
    if (two.kind === 'none') throw new Error(two.reason);
    expect(two.doubling?.months).toBeCloseTo(84 / Math.log2(44), 9);
    expect(two.doubling).not.toHaveProperty('bounds');
    expect(two.factorPerYear).not.toHaveProperty('bounds');
    const flat = fitGrowth([1, 2, 3].map((year) => ({ year, value: 7 })));
    expect(flat).toMatchObject({ kind: 'growth', doubling: null, factorPerYear: { value: 1 } });
  });

  it('has no factor where no number holds it, and still a line and a time', () => {
    const fit = fitGrowth([
      { year: 2012.001, value: 1e5 },
      { year: 2012.002, value: 1e15 },
    ]);
    expect(fit).toMatchObject({ factorPerYear: null, doubling: { direction: 'doubles' } });
    if (fit.kind === 'none') throw new Error(fit.reason);
    expect(fit.line.slope.value).toBeCloseTo(10_000, 3);
    expect(fit.doubling?.months).toBeGreaterThan(0);
  });

  it.each([0, -3, NaN])('refuses %s with the place of the point', (value) => {
    const points = [
      { year: 2000, value: 1 },
      { year: 2001, value },
      { year: 2002, value: 1 },
    ];
    const fit = fitGrowth(points);
    expect(fit.kind === 'none' ? fit.reason : '').toMatch(/^Point 2 is not above 0/);
  });
});

it('Moore: 11-fold in seven years is 24 months, 18 months are 25-fold', () => {
  expect(impliedDoublingMonths(11, 84)).toBeCloseTo(24.3, 1);
  expect(growthFactor(84, 24)).toBeCloseTo(11.3, 1);
  expect(growthFactor(84, 18)).toBeCloseTo(25.4, 1);
});
