import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatDurationEstimate, formatRemaining } from './format-duration.ts';

const day = 86_400;

describe('formatDuration', () => {
  it('has the two largest units', () => {
    expect(formatDuration(11 * day + 4 * 3600 + 59)).toBe('11 days 4 h');
    expect(formatDuration(200)).toBe('3 min 20 s');
    expect(formatDuration(day)).toBe('1 day');
    expect(formatDuration(400 * day)).toBe('1 year 35 days');
  });

  it('carries when the smaller unit rounds up to a whole larger one', () => {
    expect(formatDuration(2 * day - 60)).toBe('2 days');
  });

  it('has a prefix below a minute', () => {
    expect(formatDuration(0.0123)).toBe('12.3 ms');
    expect(formatDuration(4.2)).toBe('4.20 s');
  });

  it('turns to powers of ten where years run out', () => {
    expect(formatDuration(3.2e6 * 365.25 * day)).toBe('3.2 × 10⁶ years');
  });
});

describe('formatDurationEstimate', () => {
  it('drops the second unit when the interval does not support it', () => {
    expect(formatDurationEstimate({ value: 11.2 * day, low: 9.1 * day, high: 13.8 * day })).toEqual(
      {
        value: '11 days',
        range: '9–14 days',
      },
    );
  });

  it('keeps two significant digits of a wide interval', () => {
    expect(formatDurationEstimate({ value: 1.4 * day, low: 0.8 * day, high: 3 * day })).toEqual({
      value: '1.4 days',
      range: '0.8–3.0 days',
    });
  });

  it('keeps the second unit when the interval is narrow', () => {
    expect(formatDurationEstimate({ value: 7980, low: 7700, high: 8300 })).toEqual({
      value: '2 h 13 min',
      range: '2 h 8 min–2 h 18 min',
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
          expect(text.value).toMatch(/^\d[\d.,]* .+/);
          expect(text.value).not.toMatch(/NaN|undefined|^0 /);
        },
      ),
    );
  });
});

describe('formatRemaining', () => {
  it('counts whole seconds, then steps of five', () => {
    expect([formatRemaining(400), formatRemaining(59_000), formatRemaining(63_000)]).toEqual([
      '1 s',
      '59 s',
      '1 min 5 s',
    ]);
  });
});
