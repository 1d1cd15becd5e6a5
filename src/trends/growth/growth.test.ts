import { beforeAll, describe, expect, it } from 'vitest';
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { loadPrices, type Prices } from '../../facts/cloud-prices.ts';
import { loadNotableModels, type NotableModels } from '../../facts/notable-models.ts';
import { loadModelMarks, type ModelMarks } from '../../facts/notable-models-marks.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import { fitGrowth } from '../fit/fit-growth.ts';
import { claimedAt, claimedLine } from './claimed-line.ts';
import { modelGrowth } from './model-growth.ts';
import { referenceMarks, yearReaching } from './reference-marks.ts';
import { serverCost, serverDefaults } from './server-cost.ts';
import { whatItTakes } from './what-it-takes.ts';

let collection: NotableModels;
let marks: ModelMarks;
let card: Accelerator;
let prices: Prices;
beforeAll(async () => {
  [collection, marks] = await Promise.all([loadNotableModels(), loadModelMarks()]);
  prices = await loadPrices();
  const found = (await loadAccelerators()).find(({ id }) => id === marks.server.card);
  if (found === undefined) throw new Error('The card of the server is missing.');
  card = found;
});

describe('modelGrowth', () => {
  it('training compute grows 4 to 5-fold a year since 2010, as Epoch AI publishes', () => {
    // Sevilla and Roldán, Training Compute of Frontier AI Models Grows by 4-5x per Year, Epoch AI, May 2024.
    const { all, records, points } = modelGrowth(collection, { quantity: 'trainingFlops' });
    if (all.kind === 'none' || records.kind === 'none') throw new Error('no fit');
    // 4.58 (4.04 to 5.20), computed apart.
    expect(all.factorPerYear?.value).toBeCloseTo(4.584, 2);
    expect(all.factorPerYear?.bounds?.low).toBeCloseTo(4.045, 1);
    expect(all.count).toBe(397);
    expect(points).toHaveLength(397);
    expect(records.count).toBe(22);
    expect(records.factorPerYear?.value).toBeCloseTo(5.38, 2);
  });

  it('filters by domain and window', () => {
    const { points } = modelGrowth(collection, {
      quantity: 'parameters',
      domain: 'Vision',
      from: 2012,
      to: 2013,
    });
    expect(points.map(({ model }) => model.name)).toContain('AlexNet');
    for (const { model, year } of points) {
      expect(model.domains).toContain('Vision');
      expect(Math.floor(year)).toBe(2012);
    }
    expect(points.every(({ origin }) => origin.licence.includes('CC-BY-4.0'))).toBe(true);
  });

  it('marks as records those that are larger than all before them', () => {
    const { points } = modelGrowth(collection, { quantity: 'parameters', from: 2018 });
    const records = points.filter(({ record }) => record).map(({ value }) => value);
    expect(records).toEqual(records.toSorted((a, b) => a - b));
    expect(Math.max(...points.map(({ value }) => value))).toBe(records.at(-1));
  });

  it('says why there is no fit', () => {
    const none = modelGrowth(collection, { quantity: 'parameters', from: 2100 });
    expect(none.all.kind === 'none' ? none.all.reason : '').toContain('no points');
  });
});

describe('tenfold a year', () => {
  it('holds for the largest language models of 2018 to 2021, not for those since 2010', () => {
    const line = claimedLine(collection, marks);
    // Computed apart: eight records from ULM-FiT to Switch.
    expect(line.fitted?.value).toBeCloseTo(13.66936, 4);
    expect(line.fitted?.bounds?.low).toBeCloseTo(7.65383, 4);
    expect(line.fitted?.bounds?.high).toBeCloseTo(24.41279, 4);
    expect(line.verdict).toContain('10-fold lies within that. Since 2010 it is 2.5-fold');
  });

  it('runs through MT-NLG', () => {
    const line = claimedLine(collection, marks);
    expect(10 ** claimedAt(line, decimalYear('2021-10-11'))).toBeCloseTo(530e9, -3);
    expect(claimedAt(line, line.anchor.year + 1000)).toBeCloseTo(1011.7, 1);
  });
});

describe('marks', () => {
  it('are two, each with a note of what it is worth', () => {
    const found = referenceMarks(marks);
    expect(found.map(({ id, value, year, confirmed }) => [id, value, year, confirmed])).toEqual([
      ['brain', 100e12, null, true],
      ['gpt4-rumour', 100e12, 2021.5, false],
    ]);
    for (const { note } of found) expect(note.length).toBeGreaterThan(40);
  });

  it('a line reaches a value in a year, or never', () => {
    const grow = (perYear: number) => {
      const fit = fitGrowth([0, 1, 2].map((i) => ({ year: 2020 + i, value: perYear ** i })));
      if (fit.kind === 'none') throw new Error(fit.reason);
      return fit;
    };
    expect(yearReaching(grow(10), 1e12)).toBeCloseTo(2032, 6);
    expect(yearReaching(grow(1), 1e12)).toBeNull();
    expect(yearReaching(grow(1.0001), 1e12)).toBeNull();
  });
});

describe('whatItTakes', () => {
  const rate = { value: 1e12, low: 0.5e12, high: 2e12 };

  it('is FLOP over rate and devices', () => {
    const { seconds, devicesFor } = whatItTakes(3.14e23, rate, 1000);
    expect(seconds.value).toBeCloseTo(3.14e8, -2);
    expect(seconds.low).toBeCloseTo(1.57e8, -2);
    expect(seconds.high).toBeCloseTo(6.28e8, -2);
    expect(devicesFor(3.14e8)).toEqual({ value: 1000, low: 500, high: 2000 });
    expect(devicesFor(1e30)).toEqual({ value: 1, low: 1, high: 1 });
    for (const seconds of [0, -1, NaN, 5e-324]) expect(devicesFor(seconds)).toBeNull();
  });

  it.each([0, -1, NaN, Infinity, 1e61])('refuses %s FLOP', (flops) => {
    expect(() => whatItTakes(flops, rate)).toThrow('FLOP of a training must be');
  });

  it.each([0, 1.5, -1, NaN, Infinity, 1e10])('refuses %s devices', (devices) => {
    expect(() => whatItTakes(1e20, rate, devices)).toThrow('whole number from 1 to 1,000,000,000');
  });
});

describe('serverCost', () => {
  it('MT-NLG by its published hours: 560 servers, 111 million USD to buy, 5.6 GWh', () => {
    const model = collection.models.find(({ name }) => name === 'Megatron-Turing NLG 530B');
    if (model === undefined) throw new Error('missing');
    const cost = serverCost(model, serverDefaults(marks, card, prices));
    expect(cost).toMatchObject({ servers: 560, hours: 770, basis: 'published' });
    expect(cost.purchaseUsd).toBe(560 * 199_000);
    // 560 · 770 h · 6.5 kW · 2.
    expect(cost.energyKwh).toBeCloseTo(5_605_600, 0);
    expect(cost.energyUsd).toBeCloseTo(
      5_605_600 * serverDefaults(marks, card, prices).usdPerKwh.value,
      0,
    );
    expect(cost.amortisedUsd).toBeCloseTo((431_200 * 199_000) / (4 * 8766), 0);
  });

  it('computes the hours from FLOP where they are not published', () => {
    const assumptions = serverDefaults(marks, card, prices);
    const utilization = { ...assumptions.utilization, value: 0.5 };
    const cost = serverCost(
      { trainingFlops: 312e12 * 0.5 * 3600 * 80, quantity: null, hours: null },
      { ...assumptions, utilization },
      16,
    );
    expect(cost.basis).toBe('computed');
    expect(cost.servers).toBe(2);
    expect(cost.hours).toBeCloseTo(5, 9);
  });

  it('refuses what it cannot know and assumptions of nothing', () => {
    const assumptions = serverDefaults(marks, card, prices);
    const nothing = { trainingFlops: null, quantity: 8, hours: null };
    expect(() => serverCost(nothing, assumptions)).toThrow('Neither the compute');
    const lifetimeYears = { ...assumptions.lifetimeYears, value: 0 };
    expect(() =>
      serverCost(
        { trainingFlops: 1e20, quantity: 8, hours: 10 },
        { ...assumptions, lifetimeYears },
      ),
    ).toThrow('needs a number above 0');
  });
});
