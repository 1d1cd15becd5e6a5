import { describe, expect, it } from 'vitest';
import { summarise } from '../../estimate/prediction/validation.ts';
import { validationRowFixture } from '../../shared/result/validation.fixture.ts';
import {
  paceNotes,
  signedPercent,
  stepRange,
  stepTime,
  summarySentence,
} from './describe-check.ts';

it.each([
  [0.0123, '0.0123 ms'],
  [12.34, '12.3 ms'],
  [1234.4, '1,234 ms'],
  [23_456, '23.5 s'],
])('prints %d ms as %s', (ms, text) => {
  expect(stepTime(ms)).toBe(text.replace(' ', '\u00a0'));
});

it('names the unit of an interval once where both ends have it', () => {
  expect(stepRange(8.69, 170)).toBe('8.69–170\u00a0ms');
  expect(stepRange(598, 10_500)).toBe('598\u00a0ms–10.5\u00a0s');
});

it.each([
  [4.26, '+4.3 %'],
  [-12.4, '−12 %'],
  [0.01, '±0 %'],
])('prints an error of %d', (percent, text) => {
  expect(signedPercent(percent)).toBe(text.replace(' ', '\u00a0'));
});

describe('summarySentence', () => {
  it('tells median, worst, and how many lie inside', () => {
    const rows = [
      validationRowFixture({ errorPercent: 2 }),
      validationRowFixture({ errorPercent: -6 }),
      validationRowFixture({ errorPercent: 30, inside: false }),
    ];
    expect(summarySentence({ rows, summary: summarise(rows) })).toBe(
      'Median error 6.0\u00a0%, worst 30\u00a0%; 2 of 3 measured steps lie inside the predicted interval.',
    );
  });

  it('of one network speaks of one', () => {
    const rows = [validationRowFixture({ errorPercent: -6, inside: false })];
    expect(summarySentence({ rows, summary: summarise(rows) })).toMatch(/^Error 6.*outside/);
  });

  it('of none says so', () => {
    expect(summarySentence({ rows: [], summary: null })).toMatch(/No step/);
  });
});

describe('paceNotes', () => {
  it('are none for a steady device', () => {
    expect(paceNotes([validationRowFixture({ slowdown: 1.02 })])).toEqual([]);
  });

  it('name the rows during which it changed, and what its pace was', () => {
    const rows = [validationRowFixture({ moved: true, slowdown: 1.3 })];
    const [moved, pace] = paceNotes(rows);
    expect(moved).toMatch(/LeNet-5/);
    expect(pace).toMatch(/30\u00a0% slower/);
  });
});
