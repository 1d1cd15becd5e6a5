import { describe, expect, it } from 'vitest';
import { flexibilityPlan } from '../../../models/flexibility/flexibility-plan.ts';
import { readFlexibility } from './flexibility-parameters.ts';

describe('readFlexibility', () => {
  it('takes the usual plan where the address is empty', () => {
    const form = readFlexibility({}, 'standard');
    expect(form.plan).toEqual(flexibilityPlan('standard'));
    expect(form.texts).toEqual({ designs: '8', seed: '1', penalty: '1' });
    expect([form.errors, form.notices]).toEqual([{}, []]);
  });

  it('reads what the address asks', () => {
    const form = readFlexibility(
      { size: 'smoke', designs: '5', seed: '9', penalty: 'cv' },
      'standard',
    );
    expect(form.plan).toEqual({
      ...flexibilityPlan('smoke', 9),
      repeats: 5,
      penalty: { kind: 'cross-validated', folds: 5 },
    });
  });

  it.each([
    [{ designs: '0' }, 'designs', /whole number from 1 to 200/],
    [{ designs: '201' }, 'designs', /whole number/],
    [{ designs: '' }, 'designs', /whole number/],
    [{ seed: '-1' }, 'seed', /whole number from 0 to 4294967295/],
    [{ seed: '4294967296' }, 'seed', /whole number/],
    [{ penalty: '0' }, 'penalty', /from 0\.05 to 20/],
    [{ penalty: 'much' }, 'penalty', /number/],
    [{ penalty: '1e9' }, 'penalty', /number/],
  ] as const)('%o is refused beside its field, and stays', (parameters, field, expected) => {
    const form = readFlexibility(parameters, 'smoke');
    expect(form.errors[field]).toMatch(expected);
    expect(form.texts).toMatchObject(parameters);
    expect(form.plan).toEqual(flexibilityPlan('smoke'));
  });

  it('says which size it does not know', () => {
    const { plan, notices } = readFlexibility({ size: 'huge' }, 'smoke');
    expect(notices).toEqual(['There is no size “huge”; this is smoke.']);
    expect(plan).toEqual(flexibilityPlan('smoke'));
  });
});
