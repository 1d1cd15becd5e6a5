import { beforeAll, describe, expect, it } from 'vitest';
import { loadEfficiency } from '../../../facts/efficiency.ts';
import {
  efficiencySeries,
  type SeriesPoint,
} from '../../../trends/efficiency/efficiency-series.ts';
import { placeRun } from './own-run.ts';

const network = { id: 'alexnet', name: 'AlexNet', macs: 714_188_480 };
let series: readonly SeriesPoint[];
beforeAll(async () => {
  series = efficiencySeries((await loadEfficiency()).points, 'alexnet');
});

function place(parameters: Readonly<Record<string, string>>) {
  return placeRun(parameters, network, series, '2026-11-22');
}

describe('placeRun', () => {
  it('waits until the epochs are typed', () => {
    expect(place({})).toBeUndefined();
    expect(place({ epochs: ' ' })).toBeUndefined();
  });

  it('places a run over ImageNet where nothing else is said', () => {
    const placed = place({ epochs: '98' });
    if (placed?.ok !== true) throw new Error('The run was refused.');
    // The table’s own AlexNet: its compute pays for 98 epochs.
    expect(placed.point.factor).toBeCloseTo(1, 1);
    const half = place({ epochs: '98', examples: '640k' });
    expect(half?.ok === true && half.point.factor).toBeCloseTo(placed.point.factor * 2, 1);
  });

  it.each([{ epochs: 'many' }, { epochs: '0' }, { epochs: '9', examples: '-1' }])(
    'says what is wrong with %o',
    (parameters) => {
      const placed = place(parameters);
      expect(placed?.ok === false && placed.error).toMatch(/of AlexNet must be a number from/);
    },
  );
});
