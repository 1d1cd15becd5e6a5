import { describe, expect, it } from 'vitest';
import { askHardware, NO_KIND, toggleKind } from './hardware-question.ts';

const usual = ['consumer', 'workstation', 'server'];

describe('askHardware', () => {
  it('has an answer where nothing is asked', () => {
    expect(askHardware({})).toEqual({
      measure: 'usd',
      precision: 'f32',
      segments: usual,
      amount: undefined,
      released: undefined,
      errors: {},
    });
  });

  it('reads what is asked; price and watts do not mix', () => {
    const asked = {
      per: 'watts',
      precision: 'bf16-matrix',
      kinds: 'server',
      price: '1',
      watts: '350',
    };
    expect(askHardware({ ...asked, released: '2022-10' })).toMatchObject({
      measure: 'watts',
      precision: 'bf16-matrix',
      segments: ['server'],
      amount: 350,
      released: '2022-10',
    });
    expect(askHardware({ ...asked, per: '' }).amount).toBe(1);
  });

  it.each([
    [{ price: 'free' }, 'amount', '“free” is no price in USD above 0.'],
    [{ per: 'watts', watts: '0' }, 'amount', '“0” is no power in W above 0.'],
    [{ released: 'last week' }, 'released', '"last week" is not a date.'],
    [{ released: '1812' }, 'released', 'not between 1990 and 2099'],
    [{ kinds: NO_KIND }, 'segments', 'Choose at least one kind'],
  ] as const)('says what is wrong with %o', (typed, key, sentence) => {
    const { errors } = askHardware(typed);
    expect(errors[key]).toContain(sentence);
    expect(Object.keys(errors)).toEqual([key]);
  });
});

describe('toggleKind', () => {
  it('adds, takes away, and keeps that nothing is chosen', () => {
    expect(toggleKind(askHardware({}), 'server')).toBe('consumer,workstation');
    expect(toggleKind(askHardware({}), 'system')).toBe('consumer,workstation,server,system');
    expect(toggleKind(askHardware({ kinds: 'consumer,workstation' }), 'server')).toBe('');
    expect(toggleKind(askHardware({ kinds: 'server' }), 'server')).toBe(NO_KIND);
    expect(toggleKind(askHardware({ kinds: NO_KIND }), 'server')).toBe('server');
  });
});
