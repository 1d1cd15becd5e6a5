import { describe, expect, it } from 'vitest';
import type {
  ComparedVariant,
  PublishedScore,
  VariantComparison,
} from '../../../estimate/shrink/variant-comparison.ts';
import { comparedVariant } from './compared-variant.fixture.ts';
import { accuracyPicture, promisePicture } from './pareto-pictures.ts';

function scored(value: number, better: 'higher' | 'lower' = 'higher'): Partial<ComparedVariant> {
  const accuracy: PublishedScore = {
    ...{ setting: 'one', quantity: 'Top-1', unit: '%', better, value, dense: 76 },
    ...{ difference: value - 76, technique: null, source: 'A paper', date: null },
    provenance: 'memory',
  };
  return { accuracy };
}

function comparison(
  dense: Partial<ComparedVariant>,
  variants: readonly ComparedVariant[],
): VariantComparison {
  return {
    model: { id: 'net', name: 'Net' },
    ...{ batch: 1, imageSize: 224, tokens: null, refused: [], crossovers: [], notes: [] },
    warnings: [],
    dense: comparedVariant('dense', { promised: 1, measured: 1 }, dense),
    variants,
  };
}

const pruned = comparedVariant('pruned:0.9', { promised: 9, measured: 1.5 }, scored(75));
const narrow = comparedVariant('channels:0.5', { promised: 4, measured: 3 }, scored(70));
const slow = comparedVariant('int4-weights', { promised: 1, measured: 0.5 }, scored(75));

describe('accuracyPicture', () => {
  it('puts published scores against what is measured, with its interval, and dims what is beaten', () => {
    const picture = accuracyPicture(comparison(scored(76), [pruned, narrow, slow]), 'time');
    expect(picture?.points.map(({ label, dominated }) => [label, dominated])).toEqual([
      ['dense', false],
      ['pruned:0.9', false],
      ['channels:0.5', false],
      ['int4-weights', true],
    ]);
    expect(picture?.points[1]).toMatchObject({ x: 1 / 1.5, y: 75 });
    expect(picture?.points[1]?.xLow).toBeLessThan(1 / 1.5);
    expect(picture?.predicted).toBe(true);
  });

  it('counts without intervals, and leaves out what has no such cost', () => {
    const unmeasured = comparedVariant('blocks:0.9', { promised: 9, measured: null }, scored(74));
    const compared = comparison(scored(76), [unmeasured]);
    const size = accuracyPicture(compared, 'size');
    expect(size?.points.map(({ xLow }) => xLow)).toEqual([undefined, undefined]);
    expect(size?.predicted).toBe(false);
    expect(accuracyPicture(compared, 'time')).toBeUndefined();
  });

  it('has the better above where less is better, and prints it as it is', () => {
    const worse = comparedVariant('pruned:0.5', { promised: 2, measured: 1 }, scored(90, 'lower'));
    const picture = accuracyPicture(comparison(scored(76, 'lower'), [worse]), 'flops');
    const [dense, other] = picture?.points ?? [];
    expect(dense?.y).toBeGreaterThan(other?.y ?? Infinity);
    expect(picture?.y.format(other?.y ?? 0)).toBe('90\u00a0%');
  });

  it('is not drawn of a single score', () => {
    const unscored = comparedVariant('int8', { promised: 1, measured: 2 });
    expect(accuracyPicture(comparison(scored(76), [unscored]), 'size')).toBeUndefined();
  });
});

describe('promisePicture', () => {
  it('puts what is measured against what is promised', () => {
    const picture = promisePicture(comparison({}, [narrow]));
    expect(picture?.points).toMatchObject([
      { x: 1, y: 1, reference: true },
      { x: 4, y: 3, label: 'channels:0.5' },
    ]);
    expect(picture?.points[1]?.yHigh).toBeCloseTo(3.3);
  });

  it('is not drawn where nothing was measured', () => {
    const unknown = comparedVariant('int8', { promised: 1, measured: null });
    expect(promisePicture(comparison({}, [unknown]))).toBeUndefined();
  });
});
