import { describe, expect, it } from 'vitest';
import { loadComputationalLimits } from '../../facts/computational-limits.ts';
import { formatLog10 } from '../../shared/format-log10.ts';
import { predictAt } from '../fit/fit-line.ts';
import { decadesOff, withProgress } from './algorithmic-progress.ts';
import { compareMeasures } from './compare-measures.ts';
import { measureCompute } from './compute-measures.ts';
import { computeForError, fitErrorLine } from './error-line.ts';
import { imageErrors } from './image-errors.ts';
import { limitAt, limitCurves } from './limit-curves.ts';
import { lineMeaning } from './line-meaning.ts';
import { measureExample } from './measure-example.ts';
import { MOST_ROWS, parsePoints } from './parse-points.ts';
import { LEAST_ERROR_PERCENT } from './target-error.ts';

const { benchmarks, progress } = await loadComputationalLimits();
const byId = (id: string) => {
  const found = benchmarks.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no benchmark ${id}`);
  return limitCurves(found);
};

describe('limitCurves', () => {
  // Exponent, decades per 1/error, and both forms at the middle row: reckoned apart from this code.
  it.each([
    ['imagenet', 13.2, 1.16, 18.8, 27.1],
    ['coco', 44.8, 11.71, 22.6, 29.0],
    ['squad', 7.5, 0.34, 15.7, 22.8],
    ['conll', 59.0, 1.99, 43.2, 81.7],
    ['wmt14-en-fr', 42.1, 11.64, 22.9, 29.4],
  ])('%s', (id, exponent, decades, polynomial, exponential) => {
    const curves = byId(id);
    expect(curves.polynomial.gflop.slope).toBeCloseTo(exponent, 1);
    expect(curves.exponential.gflop.slope).toBeCloseTo(decades, 2);
    expect(curves.polynomial.check.curveLog10Gflop).toBeCloseTo(polynomial, 1);
    expect(curves.exponential.check.curveLog10Gflop).toBeCloseTo(exponential, 1);
    for (const form of ['polynomial', 'exponential'] as const) {
      const { tableLog10Gflop, curveLog10Gflop } = curves[form].check;
      expect(Math.abs(tableLog10Gflop - curveLog10Gflop)).toBeLessThan(0.75);
    }
    expect(curves.origin.provenance).toBe('memory');
  });

  it('goes through the rows of the table', () => {
    const at = limitAt(byId('imagenet'), 1);
    expect(at.polynomial.log10Flop).toBeCloseTo(28 + 9, 9);
    expect(at.exponential.log10Flop).toBeCloseTo(120 + 9, 9);
    expect(at.polynomial.log10Usd).toBeCloseTo(20, 9);
    // 10²⁰ pounds are 0.4536 as many kilograms.
    expect(10 ** (at.polynomial.log10Co2Kg - 20)).toBeCloseTo(0.4536, 4);
    expect(at.divergence).toBeCloseTo(92, 9);
    expect(at).not.toHaveProperty('warning');
  });

  it('lets money and carbon follow the compute far beyond the table', () => {
    for (const { id } of benchmarks) {
      const curves = byId(id);
      for (const error of [curves.largestError, curves.smallestError, 1e-3]) {
        for (const form of ['polynomial', 'exponential'] as const) {
          const { log10Flop, log10Usd, log10Co2Kg } = limitAt(curves, error)[form];
          // The paper's own conversion: about 10⁻⁸ USD and 10⁻⁸ pounds of CO₂ for a Gflop.
          expect(log10Usd - (log10Flop - 9)).toBeCloseTo(-8, 9);
          expect(log10Co2Kg - (log10Flop - 9)).toBeCloseTo(-8 + Math.log10(0.45359237), 9);
        }
      }
    }
  });

  it('keeps the rows as the table prints them', () => {
    const [today, middle, target] = byId('coco').rows;
    expect([today?.row, middle?.row, target?.row]).toEqual(['today', 'target1', 'target2']);
    expect(middle?.errorPercent).toBe(30);
    expect(middle?.exponential.log10Flop).toBe(29 + 9);
    expect(10 ** ((middle?.polynomial.log10Co2Kg ?? 0) - 14)).toBeCloseTo(0.4536, 4);
  });

  it.each([LEAST_ERROR_PERCENT, 0.9, 99.9])('stays finite and warns at %s %%', (error) => {
    const at = limitAt(byId('conll'), error);
    expect(at.warning).toMatch(/by faith alone/);
    for (const form of ['polynomial', 'exponential'] as const) {
      for (const log10 of Object.values(at[form])) {
        expect(log10).toBeTypeOf('number');
        expect(formatLog10(log10 as number)).not.toMatch(/Infinity|NaN/);
      }
    }
  });

  it.each([0, -1, NaN, 100, Infinity, 1e-300])('refuses %s %%', (error) => {
    expect(() => limitAt(byId('conll'), error)).toThrow(/target error must be/);
  });
});

describe('algorithmic progress', () => {
  it('is one power of ten in three years', () => {
    expect(decadesOff(progress, 3)).toBeCloseTo(1, 12);
    expect(decadesOff(progress, 10)).toBeCloseTo(10 / 3, 12);
    expect(withProgress({ log10Flop: 30, log10Usd: 5, log10Co2Kg: 4 }, 2)).toEqual({
      log10Flop: 28,
      log10Usd: 3,
      log10Co2Kg: 2,
    });
    expect(() => decadesOff(progress, -1)).toThrow(/years of progress/);
  });
});

describe('measureCompute', () => {
  const { typed: examples, origin } = measureExample();
  const resultOf = (
    measure: Parameters<typeof measureCompute>[0],
    typed: Readonly<Record<string, string>>,
  ) => measureCompute(measure, typed, examples);
  const flopOf = (...parameters: Parameters<typeof resultOf>) => {
    const result = resultOf(...parameters);
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    return result.flop;
  };

  it('begins with a published training whose utilisation comes out as published', () => {
    expect(origin).toMatchObject({ licence: 'CC-BY-4.0', provenance: 'read' });
    expect(flopOf('passes', {}) / 3.15e23).toBeCloseTo(1, 9);
    expect(flopOf('hardware', {}) / (10_000 * 125e12 * 355.2 * 3600)).toBeCloseTo(1, 9);
    const compared = compareMeasures(flopOf('passes', {}), flopOf('hardware', {}));
    // Epoch AI states 0.1968 for it.
    expect(10 ** compared.log10Ratio).toBeCloseTo(0.197, 3);
    expect(compared.printed).toBe('20\u00a0%');
  });

  it('multiplies operations by passes, 1 MAC = 2 FLOP', () => {
    const resnet = { perPass: '3 × 4.09 GMAC/image', passes: '1,281,167 images × 90' };
    expect(flopOf('passes', resnet) / (3 * 2 * 4.09e9 * 1_281_167 * 90)).toBeCloseTo(1, 9);
    expect(flopOf('passes', { perPass: '1 GFLOP', passes: '1000' })).toBeCloseTo(1e12, 0);
  });

  it('multiplies processors by rate and duration', () => {
    const eight = { processors: '8 gpus', processorRate: '125 TFLOPS/gpu × 30 %' };
    expect(
      flopOf('hardware', { ...eight, duration: '1 day' }) / (8 * 37.5e12 * 86_400),
    ).toBeCloseTo(1, 9);
  });

  it.each([
    ['passes', { perPass: '4.09 GMAC/image', passes: '90' }, 'all', /not FLOP/],
    ['passes', { perPass: '0 FLOP' }, 'perPass', /must be above 0/],
    ['hardware', { processorRate: '125 TFLOPS' }, 'all', /counts FLOP·gpu, and not FLOP/],
    ['hardware', { duration: '3' }, 'all', /A rate is an amount a second/],
    ['hardware', { duration: 'a while' }, 'duration', /^Duration: .*for instance 355\.2 hours/],
    ['passes', { perPass: '1e300 FLOP', passes: '1e300' }, 'all', /beyond 10³⁰⁸/],
    ['passes', { perPass: '1e-300 FLOP', passes: '1e-300' }, 'all', /below 10⁻³⁰⁸/],
  ] as const)('%s of %o says what is wrong', (measure, typed, field, expected) => {
    const result = resultOf(measure, typed);
    expect(result.ok ? '' : result.errors[field]).toMatch(expected);
  });
});

describe('compareMeasures', () => {
  it('says that more than the hardware can do cannot be', () => {
    const compared = compareMeasures(3e20, 1e20);
    expect(compared.possible).toBe(false);
    expect(compared.printed).toBe('3.0 times');
    expect(compared.sentences.join(' ')).toMatch(/do not belong together.*read 1\.5 times/);
  });

  it.each([
    [1e19, 1e21, /less than usual.*read 0\.5\u00a0%.*2\.0\u00a0%/],
    [4e20, 1e21, /This is usual/],
    [9e20, 1e21, /more than usual.*1\.8 times/],
    [1e-300, 1e300, /10⁶⁰⁰ times the work/],
  ])('%d of %d', (passes, hardware, expected) => {
    expect(compareMeasures(passes, hardware).sentences.join(' ')).toMatch(expected);
  });
});

describe('imageErrors', () => {
  it('regresses all weights that have an accuracy', () => {
    const { points, fit } = imageErrors();
    expect(points).toHaveLength(114);
    const alexnet = points.find(({ model }) => model === 'alexnet');
    expect(alexnet?.flop).toBeCloseTo(2 * 0.714e9, -3);
    expect(alexnet?.errorPercent).toBeCloseTo(43.478, 9);
    if (fit.kind !== 'regression') throw new Error(fit.kind);
    expect(fit.slope.low).toBeGreaterThan(0);
    expect(fit.rSquared).toBeGreaterThan(0.3);
    expect(fit.rSquared).toBeLessThan(1);
    const half = computeForError(fit, points, 1);
    expect(half?.warning).toMatch(/beyond them/);
    expect(computeForError(fit, points, 20)).not.toHaveProperty('warning');
  });

  it('warns where the line may not rise, has no answer where it falls, and refuses no error', () => {
    const at = (errors: readonly number[], target: number) => {
      const points = errors.map((errorPercent, place) => ({ flop: 10 ** place, errorPercent }));
      const fit = fitErrorLine(points);
      if (fit.kind === 'none') throw new Error(fit.reason);
      return computeForError(fit, points, target);
    };
    expect(at([30, 10, 29], 20)?.warning).toMatch(/do not tell whether/);
    expect(at([10, 20, 30], 20)).toBeNull();
    expect(() => at([30, 20, 10], 0)).toThrow(/target error must be/);
  });

  it('has an R² of 1 where the error is a power of the compute', () => {
    const points = [9, 10, 11].map((x) => ({ flop: 10 ** x, errorPercent: 100 * 10 ** (-x / 9) }));
    const fit = fitErrorLine(points);
    if (fit.kind !== 'regression') throw new Error(fit.kind);
    expect(fit.rSquared).toBeCloseTo(1, 12);
    expect(fit.slope.value).toBeCloseTo(1 / 9, 12);
    expect(computeForError(fit, points, 10)?.log10Flop).toBeCloseTo(9, 9);
  });
});

describe('the line of errors', () => {
  const lineThrough = (points: readonly (readonly [number, number])[]) => {
    const all = points.map(([flop, errorPercent]) => ({ flop, errorPercent }));
    const fit = fitErrorLine(all);
    if (fit.kind === 'none') throw new Error(fit.reason);
    return { fit, all };
  };

  it('reaches an error where the band of its mean holds it', () => {
    const { fit, all } = lineThrough([
      [1e9, 40],
      [1e10, 29],
      [1e11, 26],
      [1e12, 17],
      [1e13, 15],
    ]);
    const { bounds } = computeForError(fit, all, 10) ?? {};
    // By definition, at either end of the interval one edge of the band is the target.
    expect(predictAt(fit, bounds?.low ?? 0).mean?.high).toBeCloseTo(1, 9);
    expect(predictAt(fit, bounds?.high ?? 0).mean?.low).toBeCloseTo(1, 9);
  });

  it('means a factor with ten times the compute, and how much compute halves the error', () => {
    const { fit } = lineThrough([
      [1e9, 40],
      [1e11, 10],
    ]);
    expect(10 ** lineMeaning(fit).tenfold.log10).toBeCloseTo(2, 9);
    expect(10 ** (lineMeaning(fit).halving?.log10 ?? 0)).toBeCloseTo(10, 9);
    const unsure = lineThrough([
      [1e9, 30],
      [1e10, 10],
      [1e11, 29],
    ]).fit;
    expect(lineMeaning(unsure).halving?.bounds?.high).toBeNull();
    const rising = lineThrough([
      [1e9, 10],
      [1e10, 30],
    ]).fit;
    expect(lineMeaning(rising).halving).toBeNull();
  });
});

describe('parsePoints', () => {
  const pointsOf = (text: string) => {
    const parsed = parsePoints(text);
    if (!parsed.ok) throw new Error(parsed.errors.join(' '));
    return parsed.points;
  };

  it.each([
    ['commas and a header', 'flop,error\n1e9,30\n2e9,25'],
    ['semicolons', '1e9;30\r\n2e9;25\r\n'],
    ['tabs and empty lines', '\n1e9\t30\n\n2e9\t25\n'],
    ['quotation marks', '"FLOP, total","error"\n"1,000,000,000","30"\n2G,25'],
  ])('reads %s', (_, text) => {
    expect(pointsOf(text)).toEqual([
      { flop: 1e9, errorPercent: 30 },
      { flop: 2e9, errorPercent: 25 },
    ]);
  });

  it.each([
    ['1,2\n,3', 'Row 2: the compute is missing'],
    ['1,2\n\n3', 'Row 3: the error is missing'],
    ['1,2\n-3,4', 'Row 2: the compute is negative'],
    ['c,e\n3,0', 'Row 2: the error is zero'],
    ['1,2\n3,x', 'Row 2: the error “x” is not a number'],
    ['1,2\nInfinity,3', 'Row 2: the compute “Infinity” is not a number'],
    ['1,2\n1e999,3', 'Row 2: the compute is beyond 10³⁰⁸'],
    ['1,100', 'Row 1: an error of 100 %'],
    ['1,2,3', 'Row 1: there are 3 cells'],
    ['', 'There are no rows'],
    ['a,b', 'There is a header and no row'],
    ['1,2\n'.repeat(MOST_ROWS + 1), 'There are 10,001 rows'],
    ['1'.repeat(2e6), 'This is longer than'],
  ])('refuses text %#', (text, expected) => {
    const parsed = parsePoints(text);
    expect(parsed.ok ? '' : parsed.errors[0]).toContain(expected);
  });

  it('names the first ten rows and counts the others', () => {
    const parsed = parsePoints('x,y\n' + '0,1\n'.repeat(25));
    expect(parsed.ok ? [] : parsed.errors).toHaveLength(11);
    expect(parsed.ok ? '' : parsed.errors.at(-1)).toMatch(/^15 more rows/);
  });

  it('says why one point, or equal ones, have no fit', () => {
    expect(fitErrorLine(pointsOf('1e9,30'))).toMatchObject({ kind: 'none', count: 1 });
    const alike = fitErrorLine(pointsOf('1e9,30\n1e9,30\n1e9,20'));
    expect(alike.kind === 'none' ? alike.reason : '').toMatch(/same compute/);
  });
});
