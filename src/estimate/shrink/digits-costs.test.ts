import { describe, expect, it } from 'vitest';
import type {
  DigitsSummary,
  DigitsVariantSummary,
} from '../../models/digits-shrink/summarise-digits.ts';
import { loadFootprintFacts } from '../footprint/load-footprint-facts.ts';
import { digitsCosts } from './digits-costs.ts';
import { runningPower } from './running-power.ts';

function variant(
  step: string,
  stepsMs: number,
  speedup: { readonly median: number; readonly low: number; readonly high: number },
): DigitsVariantSummary {
  return {
    step,
    accuracy: { count: 1, mean: 97 },
    parameters: 10,
    bytes: 40,
    runAs: 'stored',
    steps: stepsMs === 0 ? 0 : 10,
    stepsMs,
    latencies: [{ batch: 100, ms: { median: 10, low: 9, high: 11 }, speedup }],
  };
}

const summaryOf = (...variants: readonly DigitsVariantSummary[]): DigitsSummary => ({
  seeds: 1,
  variants,
});

const exactly = (median: number) => ({ median, low: median, high: median });

describe('digitsCosts', () => {
  it('repays the making by what each image saves', () => {
    const [costs] = digitsCosts(
      summaryOf(variant('channels-50', 5000, { median: 2, low: 1.5, high: 3 })),
      undefined,
    );
    // The dense network takes 20 ms for 100 images, this one 10: 5,000 ms are saved after 500 times 100.
    expect(costs?.batches[0]?.repayment).toEqual({
      kind: 'after',
      images: { value: 50_000, low: 25_000, high: 100_000 },
    });
    expect(costs?.batches[0]?.seconds.value).toBeCloseTo(1e-4, 12);
    expect(costs?.batches[0]?.seconds.high).toBeCloseTo(1.1e-4, 12);
  });

  it('times a variant by the dense network and its speed-up, whatever the pace of the device was', () => {
    const slowed = { median: 30, low: 29, high: 31 };
    const speedup = { median: 2, low: 1.6, high: 2.5 };
    const halved = variant('channels-50', 0, speedup);
    const dense = variant('dense', 0, exactly(1));
    const [, costs] = digitsCosts(
      summaryOf(
        { ...dense, latencies: [{ batch: 100, ms: exactly(20), speedup: exactly(1) }] },
        { ...halved, latencies: [{ batch: 100, ms: slowed, speedup }] },
      ),
      undefined,
    );
    expect(costs?.batches[0]?.seconds.value).toBeCloseTo(1e-4, 12);
    expect(costs?.batches[0]?.seconds.low).toBeCloseTo(0.8e-4, 12);
    expect(costs?.batches[0]?.seconds.high).toBeCloseTo(1.25e-4, 12);
  });

  it.each([
    ['at once', 0, { median: 1.2, low: 1.1, high: 1.3 }],
    ['never', 0, { median: 0.8, low: 0.7, high: 0.9 }],
    ['unclear', 100, { median: 1.05, low: 0.95, high: 1.1 }],
  ] as const)('says %s where there is no count', (kind, stepsMs, speedup) => {
    const [costs] = digitsCosts(summaryOf(variant('fused', stepsMs, speedup)), undefined);
    expect(costs?.batches[0]?.repayment).toEqual({ kind });
  });

  it('has no energy without a power, and an energy that grows with the time with one', async () => {
    const summary = summaryOf(
      variant('dense', 1000, exactly(1)),
      variant('int8', 2000, exactly(2)),
    );
    expect(digitsCosts(summary, undefined)[0]?.makingKwh).toBeNull();
    const identity = {
      ...{ vendor: 'google', architecture: 'swiftshader', device: '', description: '' },
      ...{ label: '', note: '', softwareAdapter: true },
    };
    const parsed = runningPower(
      { identity, createdAt: '2026-01-01T00:00:00.000Z' },
      await loadFootprintFacts(),
    );
    if (!parsed.ok) throw new Error('The default power is none.');
    const [dense, int8] = digitsCosts(summary, parsed.request);
    expect(dense?.batches[0]?.repayment).toBeNull();
    expect(dense?.makingKwh?.value).toBeGreaterThan(0);
    expect(int8?.makingKwh?.value).toBeCloseTo(2 * (dense?.makingKwh?.value ?? 0), 12);
  });
});
