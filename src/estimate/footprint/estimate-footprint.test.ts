import { describe, expect, it } from 'vitest';
import { loadPowerFractions } from '../../facts/power-fractions.ts';
import { estimateFootprint } from './estimate-footprint.ts';
import type { FootprintRequest, Price, Quantity } from './footprint.ts';
import { footprintOutputs } from './footprint-formula.ts';
import { convertPrice, ONE_ACCELERATOR, TYPED_UNITS } from './price-units.ts';

function quantity(value: number, low = value, high = value): Quantity {
  return { label: '', value, low, high, unit: '', provenance: 'yours', source: 'test' };
}

function price(value: number, low = value, high = value): Price {
  return { ...quantity(value, low, high), currency: 'USD' };
}

const request: FootprintRequest = {
  runTime: quantity(100, 80, 150),
  trials: quantity(2),
  devices: quantity(4),
  power: { kind: 'share', tdp: quantity(300), powerShare: quantity(0.4, 0.27, 0.92) },
  rest: quantity(30),
  pue: quantity(1.2, 1.1, 1.56),
  tariff: price(0.25, 0.1, 0.4),
  cloudPrice: price(3, 1, 5),
  intensity: quantity(400, 50, 800),
};

describe('estimateFootprint', () => {
  it('multiplies hours, devices, trials, watts and PUE', () => {
    const { outcomes, deviceHours } = estimateFootprint(request);
    expect(deviceHours).toBe(800);
    // 800 h × (120 + 30) W × 1.2
    expect(outcomes.energy.value).toBeCloseTo(144, 9);
    expect(outcomes.electricity).toMatchObject({ value: 36, unit: 'USD' });
    expect(outcomes.cloud.value).toBe(2400);
    expect(outcomes.carbon.value).toBeCloseTo(57.6, 9);
  });

  it('takes measured watts in place of a share of TDP', () => {
    const power = { kind: 'watts', watts: quantity(200) } as const;
    const { outcomes, inputs } = estimateFootprint({ ...request, power });
    expect(outcomes.energy.value).toBeCloseTo(800 * 0.23 * 1.2, 9);
    expect(inputs.tdp).toBeUndefined();
  });

  it('moves each input alone and sorts by the swing', () => {
    const { tornado } = estimateFootprint(request).outcomes.carbon;
    expect(tornado.map(({ input }) => input)).toEqual([
      'intensity',
      'powerShare',
      'runTime',
      'pue',
    ]);
    expect(tornado[0]?.atLow).toBeCloseTo(57.6 / 8, 9);
    expect(tornado[0]?.atHigh).toBeCloseTo(57.6 * 2, 9);
    for (const { atLow, atHigh, swing } of tornado) expect(swing).toBe(Math.abs(atHigh - atLow));
  });

  it('leaves out of the tornado what an output does not depend on', () => {
    const { tornado } = estimateFootprint(request).outcomes.cloud;
    expect(tornado.map(({ input }) => input)).toEqual(['cloudPrice', 'runTime']);
  });

  it('combines independent factors in quadrature of their logarithms', () => {
    const { cloud } = estimateFootprint(request).outcomes;
    const down = Math.hypot(Math.log(100 / 80), Math.log(3 / 1));
    const up = Math.hypot(Math.log(150 / 100), Math.log(5 / 3));
    expect(cloud.low).toBeCloseTo(2400 * Math.exp(-down), 6);
    expect(cloud.high).toBeCloseTo(2400 * Math.exp(up), 6);
  });

  it('with one uncertain input, gives exactly the ends of that input', () => {
    const sure = { ...request, runTime: quantity(100), pue: quantity(1.2), tariff: price(0.25) };
    const { energy } = estimateFootprint(sure).outcomes;
    const ends = [0.27, 0.92].map((share) => (800 * (300 * share + 30) * 1.2) / 1000);
    expect(energy.low).toBeCloseTo(ends[0] ?? 0, 9);
    expect(energy.high).toBeCloseTo(ends[1] ?? 0, 9);
  });

  it('holds a free tariff and a carbon-free grid', () => {
    const free = { ...request, tariff: price(0), intensity: quantity(0, 0, 30) };
    const { electricity, carbon } = estimateFootprint(free).outcomes;
    expect(electricity).toMatchObject({ value: 0, low: 0, high: 0, tornado: [] });
    expect(carbon.low).toBe(0);
    expect(carbon.high).toBeCloseTo(144 * 0.03, 9);
  });

  it('spreads money over the points of accuracy above chance', () => {
    const accuracy = { top1: 76.1, chance: 0.1, source: 'test', provenance: 'read' } as const;
    const { perPoint } = estimateFootprint({ ...request, accuracy });
    expect(perPoint?.points).toBeCloseTo(76, 9);
    expect(perPoint?.cloud.value).toBeCloseTo(2400 / 76, 9);
    expect(estimateFootprint(request).perPoint).toBeUndefined();
  });
});

describe('published figures', () => {
  it('Jeff Dean’s $13,960, $202 a task, and the $57,348 of the critic', () => {
    // 12,861 v4 chip-hours and 4,949 v3 core-hours; a v3 chip has two cores.
    const chips = [
      { hours: 12_861, usd: 0.97 },
      { hours: 4949 * TYPED_UNITS.core.accelerators, usd: 0.6 },
    ];
    const cost = chips
      .map(({ hours, usd }) => footprintOutputs({ runTime: hours, cloudPrice: usd }).cloud)
      .reduce((total, each) => total + each, 0);
    expect(Math.abs(cost - 13_960)).toBeLessThan(1);
    expect(Math.abs(cost / 69 - 202)).toBeLessThan(1);
    // The critic charged every core-hour with the on-demand price of a v4 chip.
    const critic = footprintOutputs({ runTime: 12_861 + 4949, cloudPrice: 3.22 }).cloud;
    expect(Math.abs(critic - 57_348)).toBeLessThan(1);
  });

  it('a price per chip is two prices per core, and a machine of eight holds eight devices', () => {
    expect(convertPrice(0.3, TYPED_UNITS.core, TYPED_UNITS.chip)).toBe(0.6);
    expect(convertPrice(6.32, { per: 'machine', accelerators: 8 }, ONE_ACCELERATOR)).toBe(0.79);
  });

  // meta-llama/llama MODEL_CARD: GPU-hours at 400 W, 423.4 g/kWh implied by its own table.
  it.each([
    { model: 'Llama 2 7B', gpuHours: 184_320, tonnes: 31.22 },
    { model: 'Llama 2 70B', gpuHours: 1_720_320, tonnes: 291.42 },
  ])('$model: $tonnes t of CO₂', ({ gpuHours, tonnes }) => {
    const { carbon } = footprintOutputs({ runTime: gpuHours, watts: 400, intensity: 423.4 });
    expect(Math.abs(carbon / 1000 / tonnes - 1)).toBeLessThan(0.005);
  });

  it('the measured energy of every cited run at its own fraction of TDP', async () => {
    const { measured } = await loadPowerFractions();
    expect(measured.length).toBe(7);
    for (const { hours, devices, tdpWatts, fraction, kwh } of measured) {
      const values = { runTime: hours, devices, tdp: tdpWatts, powerShare: fraction };
      // The fraction has two digits: 0.27 may be 0.265.
      expect(Math.abs(footprintOutputs(values).energy / kwh - 1)).toBeLessThan(
        0.005 / fraction + 1e-9,
      );
    }
  });

  it('the cited range holds every one of them', async () => {
    const { measured, range } = await loadPowerFractions();
    for (const { hours, devices, tdpWatts, kwh } of measured) {
      const { energy } = estimateFootprint({
        ...request,
        runTime: quantity(hours),
        trials: quantity(1),
        devices: quantity(devices),
        power: {
          kind: 'share',
          tdp: quantity(tdpWatts),
          powerShare: quantity(range.value, range.low, range.high),
        },
        rest: quantity(0),
        pue: quantity(1),
      }).outcomes;
      // 66.7 of 250 W, printed as 0.27, lies a hundredth below it.
      expect(kwh).toBeGreaterThanOrEqual(energy.low * 0.98);
      expect(kwh).toBeLessThanOrEqual(energy.high);
    }
  });
});
