import { describe, expect, it } from 'vitest';
import { interconnects } from './interconnects.ts';
import { publishedUtilization, utilizationConflicts, utilizationRecords } from './utilization.ts';

describe('published utilisation', () => {
  it('every record is cited, and none is younger than its checking', () => {
    expect(utilizationRecords.length).toBeGreaterThan(35);
    for (const { date, checked, source } of [...utilizationRecords, ...interconnects]) {
      if (date !== undefined) expect(date <= checked, source).toBe(true);
    }
  });

  it('shows where sources disagree: GPT-3 and Gopher, but neither MT-NLG nor PaLM', () => {
    expect(utilizationConflicts().map(({ model }) => model)).toEqual(['Gopher 280B', 'GPT-3 175B']);
  });

  it('most published runs lie between a fifth and a little over half of the peak', () => {
    const { lowest, low, median, high, highest, runs } = publishedUtilization();
    expect(runs).toBeGreaterThan(35);
    expect([lowest, low, median, high, highest]).toEqual(
      [lowest, low, median, high, highest].sort((a, b) => a - b),
    );
    expect(lowest).toBeCloseTo(0.1892, 6);
    expect(low).toBeGreaterThan(0.2);
    expect(median).toBeGreaterThan(0.3);
    expect(high).toBeLessThan(0.57);
  });
});

describe('interconnects', () => {
  const bytesPerSecond = (id: string) =>
    interconnects.find((each) => each.id === id)?.bytesPerSecond ?? Number.NaN;

  it('PCIe follows from its lanes, transfers and coding', () => {
    for (const [id, transfers] of [
      ['pcie-3', 8e9],
      ['pcie-4', 16e9],
      ['pcie-5', 32e9],
    ] as const) {
      const expected = (16 * transfers * (128 / 130)) / 8;
      expect(Math.abs(bytesPerSecond(id) / expected - 1)).toBeLessThan(0.001);
    }
  });

  it('ids are unique', () => {
    expect(new Set(interconnects.map(({ id }) => id)).size).toBe(interconnects.length);
  });
});
