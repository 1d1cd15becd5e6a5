import { beforeAll, describe, expect, it } from 'vitest';
import { type EfficiencyFacts, loadEfficiency } from '../../facts/efficiency.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import { arxivMonth, correctedDate } from './arxiv-date.ts';
import { comparedGrowth } from './compared-growth.ts';
import { doublingReport, growthOrThrow } from './doubling-report.ts';
import { efficiencySeries } from './efficiency-series.ts';
import { inferenceFactors, nearestFactor } from './inference-factor.ts';
import { teraflopDaysOf } from './teraflop-days.ts';
import { twoPointLevels } from './two-point-levels.ts';

let facts: EfficiencyFacts;
beforeAll(async () => {
  facts = await loadEfficiency();
});

describe('AlexNet level', () => {
  it('halves every 16 months, as published, with the interval that six points allow', () => {
    const { fit, frontier } = doublingReport(efficiencySeries(facts.points, 'alexnet'));
    expect(frontier).toHaveLength(6);
    const { doubling, line } = growthOrThrow(fit);
    expect(Math.round(doubling?.months ?? NaN)).toBe(16);
    // Computed apart, in another language, with log2 and t(4) = 2.776.
    expect(doubling?.months).toBeCloseTo(15.68341426132621, 9);
    expect(doubling?.bounds?.low).toBeCloseTo(13.218792689729868, 9);
    expect(doubling?.bounds?.high).toBeCloseTo(19.27771090028977, 9);
    expect(line.kind === 'regression' ? line.rSquared : null).toBeCloseTo(0.9822756084638542, 9);
  });

  it('its ends: 44-fold in seven years, within the rounding of the figures', () => {
    const { ends } = doublingReport(efficiencySeries(facts.points, 'alexnet'));
    expect(ends?.factor).toBeCloseTo(3.1 / 0.069, 9);
    expect(ends?.factorBounds.low).toBeLessThan(44);
    expect(ends?.factorBounds.high).toBeGreaterThan(44);
    expect((ends?.months ?? 0) / 12).toBeCloseTo(6.987, 3);
    expect(ends?.doublingMonths).toBeCloseTo(15.274, 3);
  });

  it('leaves out of the frontier what needs more than one before it', () => {
    const worse = facts.points.map((point) =>
      point.id === 'shufflenet' ? { ...point, teraflopDays: 0.3 } : point,
    );
    const series = efficiencySeries(worse, 'alexnet');
    expect(series.map(({ onFrontier }) => onFrontier)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(doublingReport(series).frontier).toHaveLength(5);
  });
});

describe('the unit trap', () => {
  it('pays for the epochs that the papers name only when a MAC is one operation', () => {
    const series = efficiencySeries(facts.points, 'alexnet');
    const epochs = new Map(series.map(({ id, epochs: each }) => [id, each?.oneOperation ?? NaN]));
    expect(epochs.get('alexnet')).toBeCloseTo(97.6, 0);
    expect(epochs.get('mobilenet')).toBeCloseTo(11.1, 1);
    expect(epochs.get('efficientnet-b0')).toBeCloseTo(4, 1);
    expect(series[0]?.epochs?.twoOperations).toBeCloseTo(48.8, 0);
  });

  it('corrected, AlexNet took 5.4e17 FLOP, an eighth more than Epoch AI counts', () => {
    const [alexnet] = efficiencySeries(facts.points, 'alexnet');
    expect(alexnet?.flops).toBeCloseTo(2 * 3.1 * 86_400e12, -3);
    expect((alexnet?.flops ?? 0) / 4.7e17).toBeCloseTo(1.14, 2);
  });

  it('turns epochs back into the same figure', () => {
    for (const { teraflopDays, macs, epochs } of efficiencySeries(facts.points, 'resnet50')) {
      expect(teraflopDaysOf(macs ?? NaN, epochs?.oneOperation ?? NaN)).toBeCloseTo(teraflopDays, 9);
    }
  });
});

describe('dates of preprints', () => {
  it.each([
    ['2015-01-10', 'https://arxiv.org/abs/1512.03385', '2015-12-10'],
    ['2014-01-10', 'https://arxiv.org/abs/1409.3215', '2014-09-10'],
    ['2017-01-12', 'https://arxiv.org/abs/1706.03762', '2017-06-12'],
    ['2016-01-26', 'https://arxiv.org/abs/1609.08144', '2016-09-26'],
    ['2012-06-01', 'https://papers.nips.cc/paper/4824', '2012-06-01'],
    ['2016-01-10', 'https://arxiv.org/abs/1512.03385', '2015-12'],
  ])('%s of %s is %s', (printed, link, date) => {
    expect(correctedDate(printed, link)).toBe(date);
  });

  it('come from nothing but a preprint’s number', () => {
    expect(arxivMonth('https://arxiv.org/abs/1513.00001')).toBeUndefined();
    expect(arxivMonth('https://example.org/1512.03385')).toBeUndefined();
  });
});

describe('levels with two points', () => {
  const level = (name: string) =>
    twoPointLevels(facts.points).find((each) => each.level === name)?.byDates;

  it('ResNet-50: no date and no factor gives the published 17 months', () => {
    const { printed, corrected } = level('resnet50') ?? {};
    expect(printed?.factor).toBeCloseTo(17 / 0.75, 9);
    expect(printed?.publishedFactor).toBe(10);
    // 52.5 and 41.6 months over log2 of 22.67 and of 10.
    expect(printed?.doublingMonths).toBeCloseTo(11.67, 1);
    expect(printed?.publishedDoublingMonths).toBeCloseTo(15.8, 1);
    expect(corrected?.doublingMonths).toBeCloseTo(9.23, 1);
    expect(corrected?.publishedDoublingMonths).toBeCloseTo(12.5, 1);
  });

  it('translation: 58-fold and 9-fold', () => {
    expect(level('seq2seq')?.printed.factor).toBeCloseTo(58.125, 9);
    expect(level('seq2seq')?.printed.factorBounds.high).toBeGreaterThan(61);
    expect(level('seq2seq')?.printed.factorBounds.high).toBeLessThan(64);
    expect(level('gnmt')?.corrected.factor).toBeCloseTo(8.95, 2);
    expect(level('gnmt')?.corrected.months).toBeCloseTo(8.5, 1);
  });

  it('have a line and no interval', () => {
    const { fit } = doublingReport(efficiencySeries(facts.points, 'gnmt'));
    expect(growthOrThrow(fit).line.kind).toBe('two-points');
    expect(growthOrThrow(fit).doubling).not.toHaveProperty('bounds');
  });
});

it('other growth starts at 1 and ends at its own factor', () => {
  const from = decimalYear('2012-06-01');
  const curves = comparedGrowth(facts.curves, { from, to: from + 7 });
  expect(curves.map(({ id }) => id)).toEqual([
    'training-compute',
    'dna',
    'moore-18',
    'transistors',
    'solar',
  ]);
  const factorOf = (id: string) => curves.find((each) => each.id === id)?.factor;
  expect(factorOf('transistors')).toBeCloseTo(2 ** 3.5, 9);
  expect(factorOf('moore-18')).toBeCloseTo(25.4, 1);
  expect(factorOf('training-compute')).toBeCloseTo(2 ** 24, 0);
  for (const { points, factor } of curves) {
    expect(points[0]).toEqual({ year: from, log10: 0 });
    expect(points.at(-1)?.log10).toBeCloseTo(Math.log10(factor), 9);
  }
});

it('ShuffleNet saves 18-fold at half width, and 5-fold at the width of the training claim', () => {
  const factors = inferenceFactors();
  expect(nearestFactor(factors, 18)?.model).toBe('shufflenet-v1-x0-5-g8');
  const byId = new Map(factors.map((each) => [each.model, each]));
  expect(byId.get('shufflenet-v1-x0-5-g8')?.againstPaper).toBeCloseTo(17.9, 1);
  expect(byId.get('shufflenet-v1-x0-5-g3')?.againstPaper).toBeCloseTo(19.3, 1);
  expect(byId.get('shufflenet-v1-x0-5-g3')?.againstTorchvision).toBeCloseTo(19, 1);
  expect(byId.get('shufflenet-v1-x1-g3')?.againstPaper).toBeCloseTo(5.3, 1);
});
