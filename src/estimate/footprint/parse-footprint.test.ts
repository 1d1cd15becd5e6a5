import { describe, expect, it } from 'vitest';
import { estimateFootprint } from './estimate-footprint.ts';
import type { FootprintContext } from './footprint-context.ts';
import type { FootprintField, FootprintInput } from './footprint-fields.ts';
import { loadFootprintFacts } from './load-footprint-facts.ts';
import { parseFootprint } from './parse-footprint.ts';

const facts = await loadFootprintFacts();
const context: FootprintContext = {
  facts,
  run: { seconds: { value: 36_000, low: 30_000, high: 50_000 }, devices: 1, trials: 1 },
  device: { software: false, card: undefined, watts: undefined },
  accuracy: undefined,
};

function request(input: FootprintInput, within: FootprintContext = context) {
  const parsed = parseFootprint(input, within);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.request;
}

function errorsOf(input: FootprintInput) {
  const parsed = parseFootprint(input, context);
  return parsed.ok ? {} : parsed.errors;
}

describe('parseFootprint', () => {
  it('answers without any input: every figure is cited and holds its own ends', () => {
    const { inputs, outcomes } = estimateFootprint(request({}));
    expect(outcomes.carbon.value).toBeGreaterThan(0);
    for (const { value, low, high, source, label } of Object.values(inputs)) {
      expect(low, label).toBeLessThanOrEqual(value);
      expect(high, label).toBeGreaterThanOrEqual(value);
      expect(source).not.toBe('');
    }
    expect(inputs.runTime).toMatchObject({ value: 10, unit: 'h' });
    expect(inputs.tdp?.high).toBeGreaterThan((inputs.tdp?.low ?? 0) * 2);
  });

  it('a card narrows TDP to what its sources say, and the cloud price to the same card', () => {
    const { power, cloudPrice } = request({ card: 'nvidia-h100-pcie' });
    expect(power).toMatchObject({ kind: 'share', tdp: { value: 350 } });
    expect(cloudPrice).toMatchObject({ value: 3.29, low: 3.29, currency: 'USD' });
    expect(cloudPrice.source).toContain('Lambda');
  });

  it('the place sets intensity and tariff, each in its own currency', () => {
    const { tariff, intensity } = request({ place: 'DEU' });
    expect(tariff).toMatchObject({ value: 0.3943, currency: 'EUR', provenance: 'read' });
    expect(intensity).toMatchObject({ value: 380.95 });
    expect(intensity.low).toBeLessThan(380);
    expect(request({ place: 'Germany' }).intensity).toEqual(intensity);
    expect(request({ place: 'gcp/europe-west3' }).tariff.value).toBe(0.3943);
  });

  it('an unverified tariff is marked as remembered', () => {
    expect(request({ place: 'usa' }).tariff.provenance).toBe('memory');
    expect(request({}).tariff.provenance).toBe('memory');
  });

  it('an old figure of a region reaches to the present mean of its country', () => {
    const { intensity } = request({ place: 'aws/us-east-2' });
    expect(intensity).toMatchObject({ value: 568.2, high: 568.2, low: 369.473 });
    expect(intensity.note).toContain('United States');
  });

  it('a region stands in the data centres of its provider, a country at home', () => {
    expect(request({ place: 'gcp/us-west1' })).toMatchObject({
      pue: { value: 1.12 },
      rest: { value: 350 },
    });
    expect(request({ place: 'scaleway/paris' }).pue).toMatchObject({ value: 1.56, low: 1.09 });
    expect(request({ place: 'usa' })).toMatchObject({ pue: { value: 1 }, rest: { value: 62.5 } });
    expect(request({ place: 'gcp/us-west1', hosting: 'home' }).pue.value).toBe(1);
  });

  it('what is typed replaces the cited figure and is marked as yours', () => {
    const { pue, trials, tariff } = request({
      pue: '1.1–1.3',
      trials: '10-30',
      tariff: '31',
      currency: 'jpy',
    });
    expect(pue).toMatchObject({ value: 1.2, low: 1.1, high: 1.3, provenance: 'yours' });
    expect(trials).toMatchObject({ value: 20, low: 10, high: 30 });
    expect(tariff).toMatchObject({ value: 31, currency: 'JPY', unit: 'JPY/kWh' });
  });

  it('a price typed per core is two of it per device', () => {
    expect(request({ rent: '0.3', rentUnit: 'core' }).cloudPrice.value).toBeCloseTo(0.6, 12);
    expect(request({ rent: '0.6', rentUnit: 'chip' }).cloudPrice.value).toBe(0.6);
  });

  it('sensors go before ratings, unless a person says otherwise', () => {
    const watts = { label: 'Measured power', unit: 'W', provenance: 'measured' } as const;
    const within = {
      ...context,
      device: {
        ...context.device,
        watts: { ...watts, value: 210, low: 150, high: 260, source: 'nvidia-smi' },
      },
    };
    expect(request({}, within).power).toMatchObject({ kind: 'watts', watts: { value: 210 } });
    expect(request({ tdp: '300' }, within).power.kind).toBe('share');
    expect(request({ card: 'nvidia-h100-pcie' }, within).power.kind).toBe('share');
    expect(request({ tdp: '300', watts: '99' }, within).power).toMatchObject({
      watts: { value: 99, provenance: 'yours' },
    });
  });

  it('a software adapter is a processor, and is rated like one', () => {
    const within = { ...context, device: { ...context.device, software: true } };
    const { power } = request({}, within);
    expect(power.kind === 'share' && power.tdp.source).toContain('processors');
  });

  it.each<[FootprintField, string]>([
    ['tariff', '-0.1'],
    ['tariff', 'cheap'],
    ['pue', '0.9'],
    ['pue', '1.5-1.2'],
    ['power', '1.6'],
    ['power', '160 %'],
    ['power', '0'],
    ['tdp', '0'],
    ['tdp', '1e30'],
    ['watts', '-5'],
    ['rest', '-1'],
    ['trials', '0'],
    ['trials', '2.5'],
    ['devices', '0'],
    ['devices', 'NaN'],
    ['hours', '0'],
    ['hours', 'Infinity'],
    ['rent', '-2'],
    ['intensity', '1e9'],
    ['currency', 'XYZ'],
    ['currency', 'dollars'],
    ['place', 'atlantis'],
    ['card', 'rtx-9999'],
    ['hosting', 'moon'],
    ['cloud', 'free'],
    ['rentUnit', 'rack'],
  ])('refuses %s = "%s" beside its field with a sentence that says what to do', (field, text) => {
    const errors = errorsOf({ [field]: text });
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatch(/^.{10,}[.]$/);
  });

  it('names every wrong field at once, and still knows the defaults', () => {
    const parsed = parseFootprint({ pue: '0', tariff: '-1', place: 'fra' }, context);
    expect(parsed.ok).toBe(false);
    expect(parsed.choices.place.id).toBe('fra');
    expect(parsed.defaults.tariff.value).toBe(0.2926);
    expect(Object.keys(errorsOf({ pue: '0', tariff: '-1' })).sort()).toEqual(['pue', 'tariff']);
  });
});
