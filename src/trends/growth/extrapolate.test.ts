import { expect, it } from 'vitest';
import { formatLog10 } from '../../shared/format-log10.ts';
import { fitGrowth } from '../fit/fit-growth.ts';
import { extrapolate } from './extrapolate.ts';

const points = Array.from({ length: 11 }, (_, i) => ({
  year: 2010 + i,
  value: 10 ** (i + (i % 2) / 10),
}));
const growth = fitGrowth(points);
if (growth.kind === 'none') throw new Error(growth.reason);

it('reads the line within its years without a warning, beyond them with one', () => {
  expect(extrapolate(growth, points, 2015).warning).toBeNull();
  expect(extrapolate(growth, points, 2015).log10).toBeCloseTo(5, 0);
  expect(extrapolate(growth, points, 2021).warning).toMatch(/^Extrapolated: 1 year after the last/);
  expect(extrapolate(growth, points, 2007.5).warning).toContain('3 years before the first');
});

it('ends in powers of ten, and says what they are worth', () => {
  const { log10, observation, warning } = extrapolate(growth, points, 9999);
  expect(formatLog10(log10)).toMatch(/\s×\s10⁷⁹/);
  expect(formatLog10(observation?.high ?? Number.NaN)).toMatch(/\s×\s10⁸/);
  expect(warning).toMatch(/^Beyond all sense: 7979 years .* span only 10/);
});
