import { Matrix, pseudoInverse } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { estimateFromFew, estimateFromMoments } from '../../models/flexibility/estimate-all.ts';
import {
  leastSquaresFlops,
  lassoFlops,
  minimumNormFlops,
} from '../../models/flexibility/estimator-flops.ts';
import type { FlexibilityPiece } from '../../models/flexibility/flexibility-piece.ts';
import {
  checkFlexibilityPlan,
  ESTIMATORS,
  type FlexibilityPlan,
  FLEXIBILITY_SIZES,
  flexibilityPlan,
  RESPONSES,
} from '../../models/flexibility/flexibility-plan.ts';
import { crossValidate, difference } from '../../models/flexibility/cross-validate.ts';
import { lasso, theoryPenalty } from '../../models/flexibility/lasso.ts';
import { leastSquares, minimumNorm } from '../../models/flexibility/least-squares.ts';
import { createRandom } from '../../shared/random.ts';
import { closedForm, lassoOrder } from './closed-forms.ts';
import { flexibilityCurves } from './flexibility-curves.ts';

const plan: FlexibilityPlan = {
  parameters: 40,
  relevant: 4,
  noise: 1,
  sampleSizes: [12, 20, 28, 52, 80, 160, 400],
  repeats: 200,
  penalty: { kind: 'chosen', factor: 1 },
  chunkRows: 16,
  seed: 1,
};

const uniform = createRandom(11);
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const normals = (length: number) => Float64Array.from({ length }, normal);

/** aᵀ·b of the first rows. */
function product(a: Float64Array, m: number, b: Float64Array, n: number, rows: number) {
  const sums = new Float64Array(m * n);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < m; i++) {
      const factor = a[row * m + i] ?? NaN;
      for (let j = 0; j < n; j++) {
        sums[i * n + j] = (sums[i * n + j] ?? 0) + factor * (b[row * n + j] ?? NaN);
      }
    }
  }
  return sums;
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(
    { length: rows * columns },
    (_, place) => values[(place % rows) * columns + Math.floor(place / rows)] ?? NaN,
  );
}

/** One design by every estimator. */
function repeatOnce(repeat: number): FlexibilityPiece[] {
  const { parameters: p, sampleSizes } = plan;
  const most = Math.max(...sampleSizes);
  const design = normals(most * p);
  const noise = normals(most * RESPONSES);
  return sampleSizes.flatMap((samples) => {
    const moments = {
      samples,
      gram: product(design, p, design, p, samples),
      noiseCross: product(design, p, noise, RESPONSES, samples),
    };
    return ESTIMATORS.map((estimator) => {
      const isFew = estimator === 'flexible' && samples < p;
      const rows = transposed(design.subarray(0, samples * p), samples, p);
      const result = isFew
        ? estimateFromFew(
            plan,
            { rows: samples, design, noise, dual: product(rows, samples, rows, samples, p) },
            samples,
          )
        : estimateFromMoments(estimator, plan, { ...moments, folds: [moments] });
      return { repeat, samples, estimator, ...result };
    });
  });
}

describe('the estimators against their closed forms', () => {
  const pieces = Array.from({ length: plan.repeats }, (_, repeat) => repeatOnce(repeat)).flat();
  const curves = flexibilityCurves(plan, pieces);

  it.each(['oracle', 'expert', 'flexible'] as const)('%s', (estimator) => {
    const curve = curves.find((each) => each.estimator === estimator);
    expect(curve?.points.map(({ samples }) => samples)).toEqual(plan.sampleSizes);
    for (const { samples, theory, count } of curve?.points ?? []) {
      expect(count).toBe(200);
      expect(Math.abs(theory?.z ?? NaN), `n = ${samples}`).toBeLessThanOrEqual(4);
    }
  });

  it('the regularized one comes within its order, and beats the flexible one from few samples on', () => {
    const of = (name: string) => curves.find(({ estimator }) => estimator === name)?.points ?? [];
    for (const [place, { samples, meanError }] of of('regularized').entries()) {
      expect(meanError, `n = ${samples}`).toBeLessThan(8 * lassoOrder(plan, samples));
      if (samples < 20) continue;
      expect(meanError, `n = ${samples}`).toBeLessThan(of('flexible')[place]?.meanError ?? 0);
    }
  });

  it('would see a formula that is a tenth off', () => {
    const noisier = flexibilityCurves({ ...plan, noise: Math.sqrt(1.1) }, pieces);
    for (const { samples, theory } of noisier[0]?.points ?? []) {
      expect(Math.abs(theory?.z ?? 0), `n = ${samples}`).toBeGreaterThan(1);
    }
  });
});

describe('closedForm', () => {
  const standard = flexibilityPlan('standard');

  it.each([
    ['oracle', 31, 1 / 20],
    ['expert', 31, (1 + 2 * 0.5) / 10],
    ['expert', 1e9, 0.1],
    ['flexible', 2001, 0.1],
    ['flexible', 500, 0.5 + 500 / 499 / 10],
    ['oracle', 11, null],
    ['flexible', 1000, null],
    ['flexible', 999, null],
    ['flexible', 1001, null],
    ['regularized', 100, null],
  ] as const)('%s at %i is %s', (estimator, samples, expected) => {
    const value = closedForm(estimator, standard, samples);
    if (expected === null) expect(value).toBeNull();
    else expect(value).toBeCloseTo(expected, 7);
  });
});

describe('solvers', () => {
  const [rows, columns] = [12, 8];
  const design = normals(rows * columns);
  const answers = normals(rows * 2);
  const asMatrix = (values: Float64Array, width: number) =>
    Matrix.from1DArray(values.length / width, width, values);

  it('least squares and least norm are the pseudo-inverse', () => {
    const tall = leastSquares(
      { values: product(design, columns, design, columns, rows), columns },
      { values: product(design, columns, answers, 2, rows), columns: 2 },
      Array.from({ length: columns }, (_, column) => column),
    );
    const expected = pseudoInverse(asMatrix(design, columns)).mmul(asMatrix(answers, 2));
    for (const [place, value] of expected.to1DArray().entries()) {
      expect(tall.values[place]).toBeCloseTo(value, 9);
    }
    const few = 5;
    const wide = transposed(design.subarray(0, few * columns), few, columns);
    const short = minimumNorm(
      { values: product(wide, few, wide, few, columns), columns: few },
      { values: design, columns },
      { values: answers, columns: 2 },
      few,
    );
    const exact = pseudoInverse(asMatrix(design.slice(0, few * columns), columns)).mmul(
      asMatrix(answers.slice(0, few * 2), 2),
    );
    for (const [place, value] of exact.to1DArray().entries()) {
      expect(short.values[place]).toBeCloseTo(value, 9);
    }
  });

  it('refuses columns that cannot be told apart', () => {
    const gram = { values: Float64Array.of(1, 1, 1, 1), columns: 2 };
    const cross = { values: Float64Array.of(1, 1), columns: 1 };
    expect(() => leastSquares(gram, cross, [0, 1])).toThrow(/singular/);
  });

  it('the LASSO meets its conditions of optimality, and is soft thresholding of independent columns', () => {
    const gram = product(design, columns, design, columns, rows);
    const cross = product(design, columns, answers.slice(0, rows), 1, rows);
    const penalty = 0.1;
    const { values, converged } = lasso({ gram, cross, samples: rows, penalty });
    expect(converged).toBe(true);
    expect(values.some((value) => value !== 0)).toBe(true);
    for (const [column, value] of values.entries()) {
      const fitted = values.reduce(
        (sum, other, row) => sum + other * (gram[column * columns + row] ?? NaN),
        0,
      );
      const gradient = ((cross[column] ?? NaN) - fitted) / rows;
      if (value === 0) expect(Math.abs(gradient)).toBeLessThanOrEqual(penalty + 1e-6);
      else expect(gradient).toBeCloseTo(Math.sign(value) * penalty, 6);
    }
    const identity = Float64Array.of(2, 0, 0, 2);
    expect([
      ...lasso({ gram: identity, cross: [3, -0.5], samples: 2, penalty: 0.5 }).values,
    ]).toEqual([1, 0]);
    expect(theoryPenalty(2, Math.E ** 2, 16)).toBeCloseTo(1, 12);
  });
});

describe('crossValidate', () => {
  const samples = 60;
  const p = 20;
  const design = normals(samples * p);
  const partOf = (signal: number) => {
    const answers = Float64Array.from(
      { length: samples },
      (_, row) => signal * (design[row * p] ?? NaN) + normal(),
    );
    const momentsOf = (first: number, count: number) => ({
      samples: count,
      gram: product(design.subarray(first * p), p, design.subarray(first * p), p, count),
      cross: product(design.subarray(first * p), p, answers.subarray(first), 1, count),
    });
    const whole = momentsOf(0, samples);
    const folds = [0, 1, 2].map((fold) => {
      const held = momentsOf(20 * fold, 20);
      return { held, trainingGram: difference(whole.gram, held.gram) };
    });
    return crossValidate(whole, folds, (count) => theoryPenalty(1, p, count));
  };

  it('takes the largest penalty where nothing is to be found, and less where much is', () => {
    const nothing = partOf(0);
    const much = partOf(30);
    expect(nothing.factor).toBeGreaterThan(much.factor);
    expect(nothing.flops).toBeGreaterThan(7 * 3 * lassoFlops(40, p, 1) - 1);
  });
});

it('counts operations as the textbook does', () => {
  expect(leastSquaresFlops(100, 10)).toBeCloseTo(10_000 + 1000 / 3, 6);
  expect(minimumNormFlops(10, 100)).toBeCloseTo(10_000 + 1000 / 3, 6);
  expect(lassoFlops(100, 10, 7)).toBe(14_000);
});

describe('plans', () => {
  it.each(FLEXIBILITY_SIZES)('%s can be run, and stays 50 samples off the peak', (size) => {
    const made = flexibilityPlan(size);
    checkFlexibilityPlan(made);
    for (const samples of made.sampleSizes) {
      expect(Math.abs(samples - made.parameters)).toBeGreaterThanOrEqual(50);
    }
  });

  it.each([
    [{ parameters: 42 }, /multiple of 4/],
    [{ relevant: 40 }, /cannot be the relevant/],
    [{ sampleSizes: [20, 20] }, /larger than the one before/],
    [{ sampleSizes: [4] }, /above 4/],
    [{ sampleSizes: [40] }, /too close to 40 parameters/],
    [{ sampleSizes: [] }, /at least one sample size/],
    [{ noise: 0 }, /noise/],
    [{ penalty: { kind: 'chosen', factor: Infinity } }, /penalty/],
    [{ penalty: { kind: 'cross-validated', folds: 1 } }, /from 2 to 10 folds/],
    [{ penalty: { kind: 'cross-validated', folds: 7 } }, /begin with at least 14/],
    [{ repeats: 0 }, /repeat/],
    [{ chunkRows: 6 }, /chunks/],
    [{ seed: 2 ** 32 }, /seed/],
  ] as const)('%o is refused', (change, expected) => {
    expect(() => {
      checkFlexibilityPlan({ ...plan, ...change });
    }).toThrow(expected);
  });
});
