import { describe, expect, it } from 'vitest';
import { loadAccelerators } from './accelerators.ts';
import { loadPrices } from './cloud-prices.ts';
import { loadEverydayThings } from './equivalents.ts';
import { loadGrid } from './grid-intensity.ts';
import { loadPowerFractions } from './power-fractions.ts';

const [{ prices, tariffs }, grid, power, things] = await Promise.all([
  loadPrices(),
  loadGrid(),
  loadPowerFractions(),
  loadEverydayThings(),
]);

describe('facts for energy, money and carbon', () => {
  it('are cited, and no source is younger than the day on which it was checked', () => {
    const records = [
      ...prices,
      ...tariffs,
      ...grid,
      ...things,
      ...power.measured,
      ...power.pue,
      power.range,
      ...Object.values(power.restOfMachine),
    ];
    expect(records.length).toBeGreaterThan(360);
    for (const { source, date, checked } of records) {
      expect(source).not.toBe('');
      if (date !== undefined) expect(date <= checked, source).toBe(true);
    }
  });

  it('have unique ids', () => {
    for (const list of [prices, grid, things, power.pue, power.measured]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
    expect(new Set(tariffs.map(({ country }) => country)).size).toBe(tariffs.length);
  });

  it('name countries and cards that exist', async () => {
    const countries = new Set(grid.filter(({ kind }) => kind === 'country').map(({ id }) => id));
    for (const { country } of tariffs) expect(countries).toContain(country);
    for (const { kind, country } of grid)
      if (kind === 'region') expect(countries).toContain(country);
    const cards = new Set((await loadAccelerators()).map(({ id }) => id));
    for (const id of prices.flatMap((price) => price.cards)) expect(cards).toContain(id);
  });

  it('hold both a GPU by the machine and a TPU by the chip, and preemptible prices beside full ones', () => {
    expect(new Set(prices.map(({ per }) => per))).toEqual(new Set(['machine', 'device', 'chip']));
    expect(new Set(prices.map(({ kind }) => kind)).size).toBe(2);
  });

  it('the fractions of TDP follow from the energy that was measured', () => {
    for (const { kwh, hours, devices, tdpWatts, fraction } of power.measured) {
      const watts = (kwh * 1000) / (hours * devices);
      // Printed with two digits.
      expect(Math.abs(watts / tdpWatts - fraction)).toBeLessThanOrEqual(0.0051);
    }
  });

  it('the range holds every measured fraction, and its middle is their median', () => {
    const { range, measured } = power;
    const fractions = measured.map(({ fraction }) => fraction).sort((a, b) => a - b);
    expect(range.low).toBeLessThanOrEqual(Math.min(...fractions));
    expect(range.high).toBeGreaterThanOrEqual(Math.max(...fractions));
    expect(range.value).toBe(fractions[Math.floor(fractions.length / 2)]);
  });

  it('what the rest of the machine draws follows from its sentence', () => {
    const { desktop, processor, server } = power.restOfMachine;
    expect(desktop).toMatchObject({ value: 85 / 2 + 4 * 5, low: 2 * 5, high: 85 + 4 * 5 });
    expect(processor).toMatchObject({ value: 4 * 5, low: 2 * 5, high: 8 * 5 });
    expect(server.value).toBeCloseTo((8400 - 8 * 700) / 8, 9);
    expect(server.high).toBeCloseTo((10_200 - 8 * 700) / 8, 9);
    expect(server.low).toBe(desktop.value);
  });

  it('everyday things lie within their own spread', () => {
    for (const { amount, low = amount, high = amount } of things) {
      expect(low).toBeLessThanOrEqual(amount);
      expect(high).toBeGreaterThanOrEqual(amount);
    }
  });
});
