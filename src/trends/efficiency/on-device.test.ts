import { beforeAll, describe, expect, it } from 'vitest';
import { loadEfficiency } from '../../facts/efficiency.ts';
import { estimateTraining } from '../../estimate/estimate-training.ts';
import { fixtureProfile } from '../../estimate/profile.fixture.ts';
import { findRecipe } from '../../estimate/recipes.ts';
import { efficiencySeries, type SeriesPoint } from './efficiency-series.ts';
import { placeOwnRun, seriesOnDevice } from './on-device.ts';
import { trainingRate } from './training-rate.ts';

const profile = fixtureProfile();
let series: readonly SeriesPoint[];
let translation: readonly SeriesPoint[];
beforeAll(async () => {
  const { points } = await loadEfficiency();
  series = efficiencySeries(points, 'alexnet');
  translation = efficiencySeries(points, 'gnmt');
});

describe('seriesOnDevice', () => {
  it('predicts every point, as the Train instrument does for its model', () => {
    const points = seriesOnDevice(series, profile);
    expect(points.map(({ id }) => id)).toEqual(series.map(({ id }) => id));
    const alexnet = points[0];
    const ninety = estimateTraining({
      model: 'alexnet',
      recipe: findRecipe('imagenet-90-epochs'),
      profile,
    });
    const ratio = (alexnet?.seconds.value ?? NaN) / ninety.seconds.value;
    expect(ratio).toBeCloseTo((alexnet?.epochs ?? NaN) / 90, 4);
    for (const { seconds } of points) {
      expect(seconds.low).toBeLessThan(seconds.value);
      expect(seconds.value).toBeLessThan(seconds.high);
    }
  });

  it('has nothing to say of translation', () => {
    expect(seriesOnDevice(translation, profile)).toEqual([]);
  });

  it('a profile without measurements is refused with what to do', () => {
    expect(() => seriesOnDevice(series, fixtureProfile({ rates: [] }))).toThrow(
      'Measure this device first.',
    );
  });
});

describe('placeOwnRun', () => {
  const run = {
    name: 'ResNet-18',
    macs: 1.814e9,
    epochs: 5,
    images: 1_281_167,
    date: '2026-11-22',
  };

  it('counts as the table does: three passes, one operation for a MAC', () => {
    const point = placeOwnRun(run, series);
    expect(point.teraflopDays).toBeCloseTo((3 * 1.814e9 * 5 * 1_281_167) / 86_400e12, 9);
    expect(point.flops).toBeCloseTo(6 * 1.814e9 * 5 * 1_281_167, -6);
    expect(point.factor).toBeCloseTo(3.1 / point.teraflopDays, 9);
    expect(point.origin.provenance).toBe('yours');
  });

  it.each(['macs', 'epochs', 'images'] as const)('refuses %s of nothing', (field) => {
    for (const value of [0, -1, NaN, Infinity, 1e300]) {
      expect(() => placeOwnRun({ ...run, [field]: value }, series)).toThrow(
        'of ResNet-18 must be a number from 0.001 to 10¹⁸.',
      );
    }
  });
});

it('the rate of a device lies below what its kernels reach alone', () => {
  const { flopsPerSecond } = trainingRate(profile, 'images');
  // The fixture: matrix products at 1 TFLOPS, the fastest of its kinds.
  expect(flopsPerSecond.value).toBeGreaterThan(0.1e12);
  expect(flopsPerSecond.value).toBeLessThan(1e12);
  expect(flopsPerSecond.low).toBeLessThan(flopsPerSecond.value);
  expect(flopsPerSecond.high).toBeGreaterThan(flopsPerSecond.value);
});
