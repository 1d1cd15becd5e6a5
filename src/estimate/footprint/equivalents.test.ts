import { describe, expect, it } from 'vitest';
import { loadEverydayThings } from '../../facts/equivalents.ts';
import { equivalentsOf } from './equivalents.ts';
import type { Footprint, Outcome, OutputName } from './footprint.ts';

const things = await loadEverydayThings();

function footprint(kwh: number, kilograms: number): Footprint {
  const outcome = (name: OutputName, value: number): Outcome => ({
    name,
    value,
    low: value / 2,
    high: value * 2,
    unit: '',
    tornado: [],
  });
  return {
    outcomes: {
      energy: outcome('energy', kwh),
      electricity: outcome('electricity', 0),
      cloud: outcome('cloud', 0),
      carbon: outcome('carbon', kilograms),
    },
    inputs: {},
    deviceHours: 1,
    combination: '',
  };
}

describe('equivalentsOf', () => {
  it('divides carbon by what one takes, and spreads both ends', () => {
    const car = equivalentsOf(footprint(100, 25.1), things).find(({ thing }) => thing.id === 'car');
    expect(car?.value).toBeCloseTo(100, 9);
    expect(car?.low).toBeCloseTo(50, 9);
    expect(car?.high).toBeCloseTo((25.1 * 2) / 0.175, 9);
  });

  it('divides energy for what takes energy', () => {
    const found = equivalentsOf(footprint(19, 1), things);
    expect(found.find(({ thing }) => thing.id === 'phone')?.value).toBeCloseTo(1000, 9);
  });

  it('leaves out what nobody can picture', () => {
    const ids = equivalentsOf(footprint(0.05, 0.02), things).map(({ thing }) => thing.id);
    expect(ids).not.toContain('flight-long');
    expect(ids).toContain('phone');
  });

  it('keeps the nearest one when all are out of reach, and none for nothing', () => {
    expect(equivalentsOf(footprint(1e-9, 1e-9), things)).toHaveLength(1);
    expect(equivalentsOf(footprint(0, 0), things)).toEqual([]);
  });
});
