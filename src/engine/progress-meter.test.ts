import { describe, expect, it } from 'vitest';
import { ProgressMeter } from './progress-meter.ts';

const steps = [
  { label: 'a', plannedMs: 100 },
  { label: 'b', plannedMs: 300 },
];

describe('ProgressMeter', () => {
  it('weighs steps by their planned time and never falls', () => {
    const meter = new ProgressMeter(steps, () => 0);
    expect(meter.begin({ label: 'a', plannedMs: 100 }).fraction).toBe(0);
    expect(meter.read(0.8).fraction).toBeCloseTo(0.2);
    expect(meter.read(0.5).fraction).toBeCloseTo(0.2);
    expect(meter.begin({ label: 'b', plannedMs: 300 }).fraction).toBeCloseTo(0.25);
    expect(meter.read(1).fraction).toBe(1);
  });

  it('learns the remaining time from the pace so far', () => {
    let now = 0;
    const meter = new ProgressMeter(steps, () => now);
    meter.begin({ label: 'a', plannedMs: 100 });
    now = 200;
    const reading = meter.begin({ label: 'b', plannedMs: 300 });
    expect(reading.remainingMs).toBeCloseTo(600);
    expect(reading.step).toBe('b');
  });
});
