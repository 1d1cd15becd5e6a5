import { describe, expect, it } from 'vitest';
import { describeRuns, runRows } from './run-rows.ts';
import type { ComparedVariant } from './variant-comparison.ts';

type Foretold = Pick<ComparedVariant, 'id' | 'name' | 'forward'>;

function variant(id: string, value: number | null): Foretold {
  const pass: ComparedVariant['forward'] = {
    macs: 1,
    flops: 2,
    bytes: 1,
    theoreticalSpeedup: 1,
    seconds: null,
    measuredSpeedup: value === null ? null : { value, low: 0.9 * value, high: 1.1 * value },
    energyKwh: null,
    parts: null,
    launches: null,
    largestProduct: null,
  };
  return { id, name: id, forward: pass };
}

function ran(id: string, value: number) {
  const interval = { median: value, low: value, high: value };
  return { id, speedup: interval, ms: interval, denseMs: interval, pairs: 5 };
}

describe('runRows', () => {
  it('holds what was foretold against what was run, by the ratio of the two', () => {
    const [row] = runRows([variant('int8', 2)], [ran('int8', 1.6)]);
    expect(row?.errorPercent).toBeCloseTo(25);
    expect(row?.inside).toBe(false);
    expect(runRows([variant('int8', 2)], [ran('int8', 1.9)])[0]?.inside).toBe(true);
  });

  it('keeps the order of the comparison, and what has not been run', () => {
    const rows = runRows([variant('a', 1), variant('b', 1)], [ran('b', 1)]);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(rows[0]?.run).toBeUndefined();
  });

  it('tells why one was not run, and judges none that was not foretold', () => {
    const rows = runRows(
      [variant('a', 1), variant('b', null)],
      [{ id: 'a', message: 'No.' }, ran('b', 3)],
    );
    expect(rows[0]?.reason).toBe('No.');
    expect(rows[1]?.run?.speedup.median).toBe(3);
    expect(rows[1]?.inside).toBeUndefined();
    expect(describeRuns(rows)).toBeUndefined();
  });
});

describe('describeRuns', () => {
  it('tells the median of the errors without their signs', () => {
    const variants = [variant('a', 1), variant('b', 1), variant('c', 1)];
    const rows = runRows(variants, [ran('a', 0.8), ran('b', 1), ran('c', 1.05)]);
    expect(describeRuns(rows)).toBe(
      'Median error of the foretold speed-ups 4.8\u00a0%; 2 of 3 lie inside their interval.',
    );
  });
});
