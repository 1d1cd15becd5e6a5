import { describe, expect, it } from 'vitest';
import { joulesBetween, meanWatts } from './integrate-power.ts';

const readings = (...pairs: [number, number][]) => pairs.map(([atMs, watts]) => ({ atMs, watts }));

describe('joulesBetween', () => {
  const ramp = readings([0, 100], [1000, 100], [2000, 300], [2500, 300]);

  it.each([
    ['constant power', 200, 700, 50],
    ['the whole of it', 0, 2500, 100 + 200 + 150],
    ['a part of a rise', 1250, 1500, 0.25 * 175],
    ['across a bend', 900, 1100, 0.1 * 100 + 0.1 * 110],
    ['nothing', 500, 500, 0],
  ])('integrates %s', (_, from, to, joules) => {
    expect(joulesBetween(ramp, from, to)).toBeCloseTo(joules, 9);
  });

  it('adds up over neighbouring spans', () => {
    const parts = [0, 333, 1001, 1999, 2500];
    const sum = parts
      .slice(1)
      .reduce((total, to, index) => total + (joulesBetween(ramp, parts[index] ?? 0, to) ?? 0), 0);
    expect(sum).toBeCloseTo(joulesBetween(ramp, 0, 2500) ?? 0, 9);
  });

  it.each([
    ['before the first reading', -1, 10],
    ['after the last one', 2000, 2501],
  ])('says nothing %s', (_, from, to) => {
    expect(joulesBetween(ramp, from, to)).toBeUndefined();
  });

  it('says nothing without readings', () => {
    expect(joulesBetween([], 0, 0)).toBeUndefined();
  });
});

describe('meanWatts', () => {
  it('weighs spans by their length', () => {
    const steps = readings([0, 10], [1000, 10], [1001, 50], [4000, 50]);
    const spans = [
      { fromMs: 0, toMs: 1000 },
      { fromMs: 1001, toMs: 4001 - 1 },
    ];
    expect(meanWatts(steps, spans)).toBeCloseTo((10 * 1 + 50 * 2.999) / 3.999, 6);
  });

  it('is undefined without spans, and where one is not covered', () => {
    expect(meanWatts(readings([0, 1], [9, 1]), [])).toBeUndefined();
    expect(meanWatts(readings([0, 1], [9, 1]), [{ fromMs: 5, toMs: 10 }])).toBeUndefined();
  });
});
