import { describe, expect, it } from 'vitest';
import type { PublishedScore } from '../../../estimate/shrink/variant-comparison.ts';
import { printDifference, printTimes, repaymentParts, timesParts } from './print-comparison.ts';

describe('figures of a comparison', () => {
  it.each([
    [9.1234, '9.1×'],
    [1, '1×'],
    [23.6, '24×'],
    [0.4512, '0.45×'],
    [0.9999, '1×'],
  ])('%d is promised as %s', (ratio, printed) => {
    expect(printTimes(ratio)).toBe(printed);
  });

  it('prints no more digits of a measurement than its interval supports', () => {
    expect(timesParts({ value: 1.4231, low: 1.31, high: 1.55 })).toEqual({
      value: '1.4×',
      range: '1.3–1.6',
    });
    expect(timesParts({ value: 1.4231, low: 1.412, high: 1.435 })).toEqual({
      value: '1.42×',
      range: '1.41–1.44',
    });
    expect(timesParts({ value: 1, low: 1, high: 1 })).toEqual({ value: '1×', range: '' });
  });

  it('says when a making is repaid', () => {
    const told = { sentence: '', savedSeconds: null, savedKwh: null };
    expect(repaymentParts({ ...told, count: null }).value).toBe('–');
    expect(repaymentParts({ ...told, count: { value: 0, low: 0, high: 0 } }).value).toBe('at once');
    expect(repaymentParts({ ...told, count: { value: 12_300, low: 9_000, high: 20_000 } })).toEqual(
      {
        value: '12\u00a0k',
        range: '9–20\u00a0k',
      },
    );
  });

  it('prints a loss with a minus', () => {
    const score: PublishedScore = {
      ...{ setting: '', quantity: '', unit: '%', value: 75, dense: 76.2, difference: null },
      ...{ technique: null, source: '', date: null, provenance: 'memory', better: 'higher' },
    };
    expect(printDifference({ ...score, difference: -1.2 })).toBe('−1.2');
    expect(printDifference({ ...score, difference: null })).toBe('');
  });
});
