import { describe, expect, it } from 'vitest';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { readDigits, readNetworks, readSeconds } from './check-parameters.ts';

describe('readNetworks', () => {
  it('takes the quick ones, all, or those named', () => {
    expect(readNetworks({}, ['lenet'], 'resnet50')).toMatchObject({ set: 'quick', ids: ['lenet'] });
    expect(readNetworks({ check: 'all' }, [], 'resnet50').ids).toHaveLength(checkNetworks.length);
    expect(readNetworks({ check: 'lenet,model' }, [], 'alexnet')).toEqual({
      set: 'own',
      ids: ['lenet', 'zoo:alexnet'],
      unknown: [],
    });
  });

  it('tells what it does not know, and chooses nothing for "none"', () => {
    expect(readNetworks({ check: 'lenet,le-net' }, [], 'alexnet')).toMatchObject({
      ids: ['lenet'],
      unknown: ['le-net'],
    });
    expect(readNetworks({ check: 'none' }, ['lenet'], 'alexnet').ids).toEqual([]);
  });
});

it.each([
  ['0.2', 0.2],
  ['0', 3],
  ['1e9', 3],
  ['soon', 3],
  ['', 3],
])('reads %j seconds as %d', (text, seconds) => {
  expect(readSeconds({ checkSeconds: text })).toBe(seconds);
});

describe('readDigits', () => {
  it('has no error by itself', () => {
    const form = readDigits({});
    expect([form.epochs.error, form.rate.error, form.steps.error]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(form).toMatchObject({ epochs: { value: 3 }, steps: { value: undefined } });
  });

  it.each(['0', '101', '1.5', '', 'x', 'NaN', '1e400'])('refuses %j passes', (text) => {
    expect(readDigits({ digitsEpochs: text }).epochs.error).toMatch(/whole number/);
  });

  it.each(['0', '-1', '', 'Infinity', 'x'])('refuses a rate of %j', (text) => {
    expect(readDigits({ digitsRate: text }).rate.error).toMatch(/above 0/);
  });

  it('runs whole passes when the address asks for impossible ones', () => {
    expect(readDigits({ digitsSteps: '-3' }).steps).toMatchObject({ value: undefined });
    expect(readDigits({ digitsSteps: '12' }).steps.value).toBe(12);
  });
});
