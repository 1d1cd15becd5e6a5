import { beforeAll, describe, expect, it } from 'vitest';
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { fixtureProfile } from '../../estimate/profile.fixture.ts';
import { cardSegment } from './card-segment.ts';
import { compareHalves } from './compare-halves.ts';
import { CARD_SEGMENTS, hardwareTrend } from './hardware-trend.ts';
import { ownHardware } from './own-device.ts';

let cards: readonly Accelerator[];
beforeAll(async () => {
  cards = await loadAccelerators();
});

const cardNamed = (name: string): Accelerator => {
  const found = cards.find((card) => card.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

it.each([
  ['NVIDIA GeForce RTX 4090', 'consumer'],
  ['NVIDIA GeForce RTX 4090 Laptop GPU', 'system'],
  ['NVIDIA TITAN RTX', 'consumer'],
  ['Intel Arc B580', 'consumer'],
  ['Intel Arc B50', 'workstation'],
  ['NVIDIA RTX A6000', 'workstation'],
  ['AMD Radeon PRO W7900', 'workstation'],
  ['NVIDIA A100 SXM4 40 GB', 'server'],
  ['AMD Instinct MI300X', 'server'],
  ['NVIDIA Tesla K80', 'server'],
  ['Apple M4 Max', 'system'],
  ['NVIDIA GB10', 'system'],
  ['AMD Radeon 890M', 'system'],
])('%s is sold as %s', (name, segment) => {
  expect(cardSegment(cardNamed(name))).toBe(segment);
});

describe('hardwareTrend', () => {
  const trend = (measure: 'usd' | 'watts', segments = CARD_SEGMENTS) =>
    hardwareTrend(cards, { measure, precision: 'f32', segments });

  it('places a card by its own figures', () => {
    const card = cardNamed('NVIDIA GeForce RTX 4090');
    const tera = (card.peakFlopsPerSecond.f32 ?? NaN) / 1e12;
    const point = trend('usd').points.find(({ id }) => id === card.id);
    expect(point?.value).toBeCloseTo((card.priceUsd ?? NaN) / tera, 9);
    expect(trend('watts').points.find(({ id }) => id === card.id)?.value).toBeCloseTo(
      (card.tdpWatts ?? NaN) / tera,
      9,
    );
  });

  it('falls in price and in power, with an interval', () => {
    for (const measure of ['usd', 'watts'] as const) {
      const { fit, points } = trend(measure);
      if (fit.kind === 'none') throw new Error(fit.reason);
      expect(points.length).toBeGreaterThan(100);
      expect(fit.doubling?.direction).toBe('halves');
      expect(fit.factorPerYear?.bounds?.high).toBeLessThan(1);
      const { low = NaN, high } = fit.doubling?.bounds ?? {};
      expect(low).toBeLessThan(fit.doubling?.months ?? NaN);
      expect(high ?? NaN).toBeGreaterThan(fit.doubling?.months ?? NaN);
    }
  });

  it('answers whether it is slowing in a sentence, for every choice', () => {
    for (const measure of ['usd', 'watts'] as const) {
      for (const precision of ['f32', 'f16-matrix', 'fp8-matrix'] as const) {
        for (const segment of CARD_SEGMENTS) {
          const { slowing } = hardwareTrend(cards, { measure, precision, segments: [segment] });
          expect(slowing.sentence).not.toMatch(/NaN|Infinity|undefined/);
          expect(slowing.verdict === 'unknown').toBe(slowing.halves === null);
        }
      }
    }
  });

  it('leaves out what is no card, and what lacks a date or a figure', () => {
    const { points } = trend('usd');
    const byId = new Map(cards.map((card) => [card.id, card]));
    for (const { id, origin } of points) {
      expect(byId.get(id)?.kind).toBe('gpu');
      expect(byId.get(id)?.released).toBeDefined();
      expect(origin.source).not.toBe('');
    }
    expect(trend('usd', []).fit).toMatchObject({ kind: 'none' });
  });
});

describe('compareHalves', () => {
  // Falls by the factor a year, with a scatter of 10 % that no slope comes from.
  const falling = (factorOf: (year: number) => number) =>
    Array.from({ length: 41 }, (_, i) => {
      const year = 2010 + i / 4;
      const scatter = [1, 1.1, 1, 0.9][i % 4] ?? 1;
      return { year, value: 100 * factorOf(year) * scatter };
    });

  it('finds that it slows, that it speeds up, and that it does neither', () => {
    const kinked = (early: number, late: number) => (year: number) =>
      early ** Math.min(5, year - 2010) * late ** Math.max(0, year - 2015);
    expect(compareHalves(falling(kinked(0.6, 0.9)), 'usd').verdict).toBe('slower');
    expect(compareHalves(falling(kinked(0.9, 0.6)), 'usd').verdict).toBe('faster');
    const risen = compareHalves(falling(kinked(0.6, 1.1)), 'usd');
    expect(risen.sentence).toContain('It no longer falls');
    const same = compareHalves(falling(kinked(0.75, 0.75)), 'watts');
    expect(same.verdict).toBe('undecided');
    expect(same.sentence).toContain('do not tell whether it is slowing');
    expect(same.halves?.splitYear).toBe(2015);
  });

  it('has the interval of Welch', () => {
    const values = [100, 60, 50, 30, 20, 16, 11, 10, 7, 6];
    const points = values.map((value, i) => ({ year: 2010 + i, value }));
    const { halves } = compareHalves(points, 'usd');
    // Computed apart: slopes −0.16990 and −0.10482, standard errors 0.01202 and 0.01043, 5.88 degrees, t(5) = 2.571.
    expect(halves?.difference.value).toBeCloseTo(0.06507378946474884, 12);
    const half = 2.571 * 0.01591490673062465;
    expect(halves?.difference.bounds.low).toBeCloseTo(0.06507378946474884 - half, 12);
    expect(halves?.difference.bounds.high).toBeCloseTo(0.06507378946474884 + half, 12);
  });

  it('asks for more points where there are few', () => {
    const { verdict, sentence } = compareHalves(falling(() => 1).slice(0, 7), 'usd');
    expect(verdict).toBe('unknown');
    expect(sentence).toContain('there are 3 and 4');
    expect(compareHalves([], 'usd').sentence).toContain('there are 0 and 0');
  });
});

describe('ownHardware', () => {
  const profile = fixtureProfile();

  it('is the amount over the measured rate, 2 TFLOPS in the fixture', () => {
    const own = ownHardware({
      profile,
      measure: 'usd',
      precision: 'f32',
      amount: 500,
      released: '2023-05',
    });
    expect(own.value).toBeCloseTo(250, 6);
    // The fixture's interval is 2 % either side of the rate.
    expect(own.low).toBeCloseTo(250 / 1.02, 6);
    expect(own.high).toBeCloseTo(250 / 0.98, 6);
    expect(own.origin.provenance).toBe('yours');
  });

  it('takes price, power and release of its card', () => {
    const card = cardNamed('NVIDIA GeForce RTX 4090');
    const own = ownHardware({ profile, measure: 'watts', precision: 'f32', card });
    expect(own.value).toBeCloseTo((card.tdpWatts ?? NaN) / 2, 6);
    expect(own.origin.source).toBe(card.source);
  });

  it('says what is missing', () => {
    const base = { profile, precision: 'f32' } as const;
    expect(() => ownHardware({ ...base, measure: 'usd' })).toThrow('Type what it cost in USD.');
    expect(() => ownHardware({ ...base, measure: 'watts', amount: 100 })).toThrow('Type the year');
    expect(() => ownHardware({ ...base, measure: 'watts', amount: NaN })).toThrow('Type its watts');
    const unmeasured = fixtureProfile({ peakFlopsPerSecond: null });
    expect(() =>
      ownHardware({ ...base, profile: unmeasured, measure: 'usd', amount: 1, released: '2020' }),
    ).toThrow('Measure this device first.');
  });
});
