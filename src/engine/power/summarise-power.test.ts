import { describe, expect, it } from 'vitest';
import { exampleProfile, measured, product } from '../../shared/result/profile.fixture.ts';
import { validateResult } from '../../shared/result/parse-result.ts';
import type { PowerSeries } from './power-meter.ts';
import { summarisePower } from './summarise-power.ts';

/** The run began at 5,000 ms of the host's clock, after two seconds of rest. */
const times = { runStartMs: 5000, idle: { fromMs: 3000, toMs: 5000 } };

/** Ten samples of 20 × 5 ms, one every 200 ms, from 1 s after the start of the run. */
const kernel = {
  ...measured('matmul/naive', product(512), { ms: 5, flops: 2e9, bytes: 4e6 }),
  executionsPerSample: 20,
  samplesMs: Array.from({ length: 10 }, () => 5),
  sampleTimesMs: Array.from({ length: 10 }, (_, sample) => 1000 + 200 * sample),
};
const profile = {
  identity: { ...exampleProfile.identity, vendor: 'nvidia', softwareAdapter: false },
  ceilings: [],
  measurements: [kernel],
};

function card(busy: number, idle: number, gpuVendor?: string): PowerSeries {
  const watts = (atMs: number) => (atMs < 5500 ? idle : busy);
  return {
    source: 'test',
    covers: `${busy} W`,
    gpuVendor,
    readings: Array.from({ length: 51 }, (_, index) => 3000 + 100 * index).map((atMs) => ({
      atMs,
      watts: watts(atMs),
    })),
  };
}

describe('summarisePower', () => {
  it('gives joules per FLOP and per byte, and the draw at rest', () => {
    const power = summarisePower(
      profile,
      { series: [card(400, 70, 'nvidia')], notes: ['x'] },
      times,
    );
    expect(power.sensors[0]).toMatchObject({ covers: '400 W', idleWatts: 70 });
    expect(power.sensors[0]?.readings[0]).toEqual({ atMs: -2000, watts: 70 });
    expect(power.notes).toEqual(['x']);
    const [entry] = power.kernels;
    expect(entry).toMatchObject({ sensor: 0, list: 'measurements', index: 0 });
    expect(entry?.watts).toBeCloseTo(400, 9);
    // 400 W × 5 ms = 2 J for 2 GFLOP and 4 MB.
    expect(entry?.joulesPerFlop).toBeCloseTo(1e-9, 15);
    expect(entry?.joulesPerByte).toBeCloseTo(5e-7, 12);
    expect(validateResult({ ...exampleProfile, power }).power).toEqual(power);
  });

  it('takes the card that worked, not the one that draws more at rest', () => {
    const series = [card(310, 300, 'nvidia'), card(250, 60, 'nvidia'), card(900, 10, 'amd')];
    const power = summarisePower(profile, { series, notes: [] }, times);
    expect(power.sensors.map(({ covers }) => covers)).toEqual(['250 W']);
  });

  it('tells the processor beside the card, and the processor alone for a software adapter', () => {
    const series = [card(400, 70, 'nvidia'), card(90, 20)];
    const both = summarisePower(profile, { series, notes: [] }, times);
    expect(both.sensors.map(({ covers }) => covers)).toEqual(['400 W', '90 W']);
    expect(both.kernels.map(({ sensor }) => sensor)).toEqual([0, 1]);
    const identity = { ...profile.identity, softwareAdapter: true };
    const one = summarisePower({ ...profile, identity }, { series, notes: [] }, times);
    expect(one.sensors.map(({ covers }) => covers)).toEqual(['90 W']);
  });

  it('says nothing of a kernel that was over within two readings', () => {
    const short = { ...kernel, samplesMs: [5], sampleTimesMs: [1000] };
    const power = summarisePower(
      { ...profile, measurements: [short] },
      { series: [card(400, 70, 'nvidia')], notes: [] },
      times,
    );
    expect(power.kernels).toEqual([]);
  });
});
