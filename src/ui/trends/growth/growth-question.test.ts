import { describe, expect, it } from 'vitest';
import { askGrowth } from './growth-question.ts';

const domains = ['Language', 'Vision'];

describe('askGrowth', () => {
  it('has an answer where nothing is asked', () => {
    expect(askGrowth({}, domains)).toEqual({
      quantity: 'parameters',
      domain: undefined,
      from: 2010,
      year: 2030,
      errors: {},
      notices: [],
    });
  });

  it('reads what is asked', () => {
    const asked = { quantity: 'compute', domain: 'Vision', since: '2012', year: '2100' };
    expect(askGrowth(asked, domains)).toMatchObject({
      quantity: 'trainingFlops',
      domain: 'Vision',
      from: 2012,
      year: 2100,
      errors: {},
    });
  });

  it.each([
    [{ since: '1900' }, { since: '“1900” is not a year from 1950 to 2025. Correct it.' }],
    [{ since: 'soon' }, { since: '“soon” is not a year from 1950 to 2025. Correct it.' }],
    [{ year: '1e9' }, { year: '“1e9” is not a year from 1950 to 9999. Correct it.' }],
    [{ year: '2030.5' }, { year: '“2030.5” is not a year from 1950 to 9999. Correct it.' }],
  ])('says what is wrong with %o and keeps what held before', (typed, errors) => {
    const before = { from: 2015, year: 2050 };
    const question = askGrowth(typed, domains, before);
    expect(question.errors).toEqual(errors);
    if ('since' in typed) expect(question.from).toBe(2015);
    else expect(question.year).toBe(2050);
  });

  it('says that a domain is not there', () => {
    expect(askGrowth({ domain: 'Chess' }, domains).notices[0]).toContain('no domain “Chess”');
  });
});
