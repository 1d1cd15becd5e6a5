import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockAxis, type ClockRow } from './clock-rows.ts';

const day = 86_400;

function row(low: number, value: number, high: number): ClockRow {
  const runSeconds = { low, value, high };
  return {
    time: { clock: 'browser', runSeconds, stepSeconds: runSeconds },
    ...{ clock: '', where: '', measured: true },
  };
}

describe('the axis of the clocks', () => {
  it('holds every interval, in order, for whatever durations', () => {
    const seconds = fc.double({ min: 1e-6, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(seconds, seconds, seconds), { minLength: 1 }), (all) => {
        const rows = all.map((each) => {
          const [low = 0, value = 0, high = 0] = [...each].sort((a, b) => a - b);
          return row(low, value, high);
        });
        const { at } = clockAxis(rows);
        for (const { time } of rows) {
          const { low, value, high } = time.runSeconds;
          expect(at(low)).toBeGreaterThanOrEqual(0);
          expect(at(low)).toBeLessThanOrEqual(at(value));
          expect(at(value)).toBeLessThanOrEqual(at(high));
          expect(at(high)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('names durations that people know, none over another', () => {
    const { at, ticks } = clockAxis([
      row(0.01, 0.02, 0.05),
      row(1000 * day, 2000 * day, 4000 * day),
    ]);
    expect(ticks.map(({ name }) => name)).toContain('1 h');
    for (const [index, tick] of ticks.entries()) {
      const before = ticks[index - 1];
      if (before !== undefined) expect(at(tick.seconds) - at(before.seconds)).toBeGreaterThan(10);
    }
  });

  it('an exact time alone stands in the middle', () => {
    expect(clockAxis([row(day, day, day)]).at(day)).toBeCloseTo(50, 6);
  });
});
