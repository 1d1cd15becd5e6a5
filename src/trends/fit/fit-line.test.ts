import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLine, predictAt, type Point } from './fit-line.ts';

const pairs = (values: readonly number[]): Point[] =>
  Array.from({ length: values.length / 2 }, (_, i) => ({
    x: values[2 * i] ?? NaN,
    y: values[2 * i + 1] ?? NaN,
  }));

// NIST Statistical Reference Datasets, Norris (calibration of ozone monitors), x then y.
const norris = pairs([
  0.2, 0.1, 337.4, 338.8, 118.2, 118.1, 884.6, 888.0, 10.1, 9.2, 226.5, 228.1, 666.3, 668.5, 996.3,
  998.5, 448.6, 449.1, 777.0, 778.9, 558.2, 559.2, 0.4, 0.3, 0.6, 0.1, 775.5, 778.1, 666.9, 668.8,
  338.0, 339.3, 447.5, 448.9, 11.6, 10.8, 556.0, 557.7, 228.1, 228.3, 995.8, 998.0, 887.6, 888.8,
  120.2, 119.6, 0.3, 0.3, 0.3, 0.6, 556.8, 557.6, 339.1, 339.3, 887.2, 888.0, 999.0, 998.5, 779.0,
  778.9, 11.1, 10.2, 118.3, 117.6, 229.2, 228.9, 669.1, 668.4, 448.9, 449.2, 0.5, 0.2,
]);

describe('fitLine', () => {
  it('agrees with the certified values of Norris', () => {
    const fit = fitLine(norris);
    expect(fit).toMatchObject({ kind: 'regression', count: 36 });
    if (fit.kind !== 'regression') return;
    expect(fit.intercept.value).toBeCloseTo(-0.262323073774029, 11);
    expect(fit.slope.value).toBeCloseTo(1.00211681802045, 13);
    expect(fit.intercept.standardError).toBeCloseTo(0.232818234301152, 11);
    expect(fit.slope.standardError).toBeCloseTo(0.429796848199937e-3, 14);
    expect(fit.rSquared).toBeCloseTo(0.999993745883712, 13);
    expect(fit.residualDeviation).toBeCloseTo(0.884796396144373, 11);
  });

  it('has the intervals that a hand computes', () => {
    // y = 2, 3, 5, 4 at 1 … 4: slope 0.8, residuals −0.3, −0.1, 1.1, −0.7 … squares 1.8, so s² = 0.9.
    const fit = fitLine(pairs([1, 2, 2, 3, 3, 5, 4, 4]));
    if (fit.kind !== 'regression') throw new Error('no line');
    expect(fit.slope.value).toBeCloseTo(0.8, 12);
    expect(fit.intercept.value).toBeCloseTo(1.5, 12);
    expect(fit.residualDeviation ** 2).toBeCloseTo(0.9, 12);
    expect(fit.rSquared).toBeCloseTo(0.64, 12);
    const half = 4.303 * Math.sqrt(0.9 / 5);
    expect(fit.slope.low).toBeCloseTo(0.8 - half, 12);
    expect(fit.slope.high).toBeCloseTo(0.8 + half, 12);
    const { value, mean, observation } = predictAt(fit, 6);
    expect(value).toBeCloseTo(6.3, 12);
    // Leverage 1/4 + 3.5² / 5 = 2.7.
    expect(mean?.high).toBeCloseTo(6.3 + 4.303 * Math.sqrt(0.9 * 2.7), 12);
    expect(observation?.low).toBeCloseTo(6.3 - 4.303 * Math.sqrt(0.9 * 3.7), 12);
  });

  it('goes through two points without an interval', () => {
    const fit = fitLine(pairs([2000, 1, 2010, 3]));
    expect(fit).toMatchObject({ kind: 'two-points', slope: { value: 0.2 } });
    if (fit.kind !== 'two-points') return;
    expect(fit.reason).toContain('nothing of its uncertainty');
    expect(predictAt(fit, 2020).value).toBeCloseTo(5, 9);
    expect(predictAt(fit, 2020)).not.toHaveProperty('mean');
  });

  it.each([
    ['no points', [], /no points/],
    ['one point', [1, 2], /one point/],
    ['one x', [2012.3, 2, 2012.3, 3, 2012.3, 4], /same x/],
    ['zeros', [0, 1, 0, 2], /same x/],
    ['a hole', [1, 2, NaN, 3, 4, 5], /Point 2 is not a pair/],
    ['infinity', [1, 2, 3, Infinity], /Point 2 is not a pair/],
  ])('says why there is no line: %s', (_, values, reason) => {
    const fit = fitLine(pairs(values));
    expect(fit.kind).toBe('none');
    expect(fit.kind === 'none' ? fit.reason : '').toMatch(reason);
  });

  it('has no R² where y does not vary, and no width where all points lie on the line', () => {
    expect(fitLine(pairs([1, 5, 2, 5, 3, 5]))).toMatchObject({
      rSquared: null,
      slope: { value: 0, low: 0, high: 0 },
    });
    expect(fitLine(pairs([1, 3, 2, 5, 3, 7]))).toMatchObject({ rSquared: 1, slope: { value: 2 } });
  });

  it('moves with its points', () => {
    const xs = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(
        xs,
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 20, maxLength: 20 }),
        (x, y) => {
          const points = x.map((each, i) => ({ x: each, y: y[i] ?? 0 }));
          const fit = fitLine(points);
          const moved = fitLine(points.map((each) => ({ x: each.x + 2000, y: 3 * each.y + 7 })));
          if (fit.kind !== 'regression' || moved.kind !== 'regression') throw new Error('no line');
          expect(moved.slope.value).toBeCloseTo(3 * fit.slope.value, 6);
          expect(moved.slope.standardError).toBeCloseTo(3 * fit.slope.standardError, 6);
          expect(moved.rSquared ?? 0).toBeCloseTo(fit.rSquared ?? 0, 6);
          const mine = predictAt(fit, 50).observation;
          const theirs = predictAt(moved, 2050).observation;
          expect(theirs?.high).toBeCloseTo(3 * (mine?.high ?? 0) + 7, 5);
        },
      ),
    );
  });
});
