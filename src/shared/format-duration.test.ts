import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatDurationEstimate, formatRemaining } from './format-duration.ts';

const day = 86_400;

describe('formatDuration', () => {
  it('has the two largest units', () => {
    expect(formatDuration(11 * day + 4 * 3600 + 59)).toBe('11\u00a0days 4\u00a0h');
    expect(formatDuration(200)).toBe('3\u00a0min 20\u00a0s');
    expect(formatDuration(day)).toBe('1\u00a0day');
    expect(formatDuration(400 * day)).toBe('1\u00a0year 35\u00a0days');
  });

  it('carries when the smaller unit rounds up to a whole larger one', () => {
    expect(formatDuration(2 * day - 60)).toBe('2\u00a0days');
  });

  it('has a prefix below a minute', () => {
    expect(formatDuration(0.0123)).toBe('12.3\u00a0ms');
    expect(formatDuration(4.2)).toBe('4.20\u00a0s');
  });

  it('turns to powers of ten where years run out', () => {
    expect(formatDuration(3.2e6 * 365.25 * day)).toBe('3.2\u00a0×\u00a010⁶ years');
  });
});

describe('formatDurationEstimate', () => {
  it('drops the second unit when the interval does not support it', () => {
    expect(formatDurationEstimate({ value: 11.2 * day, low: 9.1 * day, high: 13.8 * day })).toEqual(
      {
        value: '11\u00a0days',
        range: '9–14\u00a0days',
      },
    );
  });

  it('keeps two significant digits of a wide interval', () => {
    expect(formatDurationEstimate({ value: 1.4 * day, low: 0.8 * day, high: 3 * day })).toEqual({
      value: '1.4\u00a0days',
      range: '0.8–3.0\u00a0days',
    });
  });

  it('keeps the second unit when the interval is narrow', () => {
    expect(formatDurationEstimate({ value: 7980, low: 7700, high: 8300 })).toEqual({
      value: '2\u00a0h 13\u00a0min',
      range: '2\u00a0h 8\u00a0min–2\u00a0h 18\u00a0min',
    });
  });

  it('never rounds hours to tens: a day has 24', () => {
    const estimate = { value: 24.5 * 3600, low: 16.2 * 3600, high: 40 * 3600 };
    expect(formatDurationEstimate(estimate)).toEqual({
      value: '1\u00a0day 1\u00a0h',
      range: '16\u00a0h–1\u00a0day 16\u00a0h',
    });
  });

  it('always prints something for a positive time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e15, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (value, spread) => {
          const text = formatDurationEstimate({
            value,
            low: value * (1 - spread),
            high: value * (1 + spread),
          });
          expect(text.value).toMatch(/^\d[\d.,]*\s.+/);
          expect(text.value).not.toMatch(/NaN|undefined|^0 /);
        },
      ),
    );
  });
});

describe('formatRemaining', () => {
  it('counts whole seconds, then steps of five', () => {
    expect([formatRemaining(400), formatRemaining(59_000), formatRemaining(63_000)]).toEqual([
      '1\u00a0s',
      '59\u00a0s',
      '1\u00a0min 5\u00a0s',
    ]);
  });
});
