import { beforeAll, describe, expect, it } from 'vitest';
import { fixtureProfile } from '../../../estimate/profile.fixture.ts';
import {
  type EfficiencyRuler,
  loadEfficiencyRuler,
} from '../../../trends/efficiency/efficiency-ruler.ts';
import { placeOwnRun, seriesOnDevice } from '../../../trends/efficiency/on-device.ts';
import { efficiencyPicture } from './efficiency-picture.ts';

let ruler: EfficiencyRuler;
beforeAll(async () => {
  ruler = await loadEfficiencyRuler();
});

describe('the picture of the efficiency ruler', () => {
  it('has every point with its source, date and licence, and the fit among them', () => {
    const { points, fit, curves, span } = efficiencyPicture({
      ruler,
      onDevice: [],
      own: null,
      ownSeconds: null,
      reading: 'compute',
    });
    expect(points.length).toBe(ruler.series.printed.length);
    for (const { lines } of [...points, ...curves.flatMap((curve) => curve.points)]) {
      expect(lines.join(' ')).toMatch(/; (checked )?\d{4}-\d\d-\d\d; licence: \S/);
    }
    for (const { y, low, high } of fit) {
      expect(low).toBeLessThan(y);
      expect(high).toBeGreaterThan(y);
    }
    for (const { y } of points) {
      expect(y).toBeGreaterThan(span.low);
      expect(y).toBeLessThanOrEqual(span.high);
    }
    // All begin together.
    expect(new Set(curves.map((curve) => curve.points[0]?.y))).toEqual(new Set([points[0]?.y]));
  });

  it('reads time with its interval, and nothing that was fitted to compute', () => {
    const onDevice = seriesOnDevice(ruler.series.printed, fixtureProfile());
    const { points, fit, curves, span } = efficiencyPicture({
      ruler,
      onDevice,
      own: null,
      ownSeconds: null,
      reading: 'time',
    });
    expect(points.map(({ y }) => y)).toEqual(onDevice.map(({ seconds }) => seconds.value));
    for (const { low = 0, high = Infinity } of points) {
      expect(low).toBeGreaterThan(span.low);
      expect(high).toBeLessThan(span.high);
    }
    expect([fit, curves]).toEqual([[], []]);
  });

  it('makes room for a run of one’s own, however small', () => {
    const own = placeOwnRun(
      { name: 'A', macs: 1e3, epochs: 1, images: 1e3, date: '2026-11-22' },
      ruler.series.printed,
    );
    const pictured = { ruler, onDevice: [], own, ownSeconds: null } as const;
    const picture = efficiencyPicture({ ...pictured, reading: 'compute' });
    expect(picture.own?.y).toBeGreaterThan(picture.span.low);
    expect(picture.own?.lines.join(' ')).toContain('times less than the first');
    expect(efficiencyPicture({ ...pictured, reading: 'time' }).own).toBeNull();
    const onDevice = seriesOnDevice(ruler.series.printed, fixtureProfile());
    const ownSeconds = { value: 1e-3, low: 5e-4, high: 2e-3 };
    const timed = efficiencyPicture({ ...pictured, onDevice, ownSeconds, reading: 'time' });
    expect(timed.own).toMatchObject({ y: 1e-3, low: 5e-4, high: 2e-3 });
    expect(timed.span.low).toBeLessThan(5e-4);
  });
});
