import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilings, measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import type { ComparedFigure } from './compared-run.ts';
import { comparabilityOfFigures } from './figure-rules.ts';
import { kernelFigure, runOfProfile } from './run-of-profile.ts';

const work = { ms: 1, flops: 1e9, bytes: 1e6 };
const figure = kernelFigure(measured('matmul/naive', product(512), work));
const half = kernelFigure(measured('matmul/naive', product(512, 'f16'), work));
const summedInHalf = { ...half, sumsInHalf: true };
const otherCode = { ...figure, kernelHash: 'ffffffffffffffff' };
const larger = kernelFigure(measured('matmul/naive', product(1024), work));
const ceiling = runOfProfile(testProfile({ ceilings: [...ceilings] })).figures[0] ?? figure;

describe('two figures', () => {
  it.each<[string, ComparedFigure, ComparedFigure, string[], string]>([
    ['of one kernel', figure, { ...figure }, [], 'comparable'],
    ['of different code', figure, otherCode, ['kernel-code'], 'not-comparable'],
    ['of two precisions', figure, half, ['precision'], 'not-comparable'],
    ['that sum unlike', half, summedInHalf, ['accumulation'], 'not-comparable'],
    ['of two sizes', figure, larger, ['problem'], 'not-comparable'],
    [
      'of a ceiling and a kernel',
      ceiling,
      { ...figure, kernelHash: ceiling.kernelHash },
      ['problem'],
      'not-comparable',
    ],
    ['on a coarse clock', figure, { ...figure, clockError: 0.02 }, ['coarse-clock'], 'with-care'],
    [
      'on a clock too coarse',
      figure,
      { ...figure, clockError: 0.06 },
      ['coarse-clock'],
      'not-comparable',
    ],
    [
      'of two clocks',
      figure,
      { ...figure, timingMethod: 'wall-clock-slope' },
      ['timing-method'],
      'with-care',
    ],
  ])('%s', (_, one, other, codes, verdict) => {
    const found = comparabilityOfFigures(one, other, 'same-code');
    expect(found.reasons.map(({ code }) => code)).toEqual(codes);
    expect(found.verdict).toBe(verdict);
  });

  it('may be of different code where each device answers with its best kernel', () => {
    expect(comparabilityOfFigures(figure, otherCode, 'best-of-each').verdict).toBe('comparable');
  });

  it('are judged alike in either order', () => {
    const any = fc.constantFrom<ComparedFigure>(
      figure,
      half,
      summedInHalf,
      otherCode,
      larger,
      ceiling,
      {
        ...figure,
        clockError: 0.02,
        timingMethod: 'wall-clock-slope',
      },
    );
    fc.assert(
      fc.property(
        any,
        any,
        fc.constantFrom('same-code' as const, 'best-of-each' as const),
        (one, other, basis) => {
          expect(comparabilityOfFigures(one, other, basis)).toEqual(
            comparabilityOfFigures(other, one, basis),
          );
        },
      ),
    );
  });
});
