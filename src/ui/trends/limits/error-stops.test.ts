import { describe, expect, it } from 'vitest';
import { errorStops, nearestStop } from './error-stops.ts';

describe('the stops of the slider', () => {
  const stops = errorStops(0.5, 46.7, [11.55, 30, 90]);

  it('are all numbers of two digits between the ends, and the exact ones', () => {
    expect(stops[0]).toBe(0.5);
    expect(stops.at(-1)).toBe(46.7);
    expect(stops).toContain(2.3);
    expect(stops).toContain(11.55);
    expect(stops).not.toContain(90);
    // 0.50 to 0.99, 1.0 to 9.9, 10 to 46, and the two with three or four digits.
    expect(stops).toHaveLength(50 + 90 + 37 + 2);
  });

  it('rise without a repetition', () => {
    for (const [place, stop] of stops.entries()) {
      expect(stop).toBeGreaterThan(stops[place - 1] ?? 0);
    }
  });

  it.each([
    [5, 5],
    [5.04, 5],
    [1e-9, 0.5],
    [99, 46.7],
  ])('nearest to %s is %s', (error, expected) => {
    expect(stops[nearestStop(stops, error)]).toBe(expected);
  });
});
