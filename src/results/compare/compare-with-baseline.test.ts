import { describe, expect, it } from 'vitest';
import { type Baseline, compareWithBaseline } from './compare-with-baseline.ts';
import type { ComparedRun } from './compared-run.ts';
import { FULL } from '../../../test/support/full.ts';
import { repeatedRuns, runWith, slower } from '../../../test/support/repeated-runs.ts';

interface Case {
  readonly baseline: Baseline;
  readonly run: ComparedRun;
}

/** Every run beside another one of its device, and beside all the others. */
const besideOne = repeatedRuns.flatMap((runs) =>
  runs.flatMap((run) =>
    runs.flatMap((other): Case[] => (other === run ? [] : [{ baseline: [other], run }])),
  ),
);
const besideFour = repeatedRuns.flatMap((runs) =>
  runs.flatMap((run): Case[] => {
    const [first, ...others] = runs.filter((other) => other !== run);
    return first === undefined ? [] : [{ baseline: [first, ...others], run }];
  }),
);

/** Whether the run is called worse once it is made slower; of one figure alone: that figure by its name. */
function isSeen({ baseline, run }: Case, which: number | 'all', factor: number): boolean {
  const { rows } = compareWithBaseline(baseline, slower(run, which, factor)).changes;
  return rows.some(
    ({ verdict, after }) =>
      verdict === 'worse' && (which === 'all' || after.kernel === `matmul/kernel-${which}`),
  );
}

/** How many of the cases are; a figure of its own for each. */
function seen(cases: readonly Case[], factor: number, what: 'one' | 'all'): number {
  return cases.filter((each, index) =>
    isSeen(each, what === 'all' ? 'all' : index % each.run.figures.length, factor),
  ).length;
}

/** Of every figure of every case. */
function seenOfEach(cases: readonly Case[], factor: number): number {
  return cases
    .flatMap((each) => each.run.figures.map((_, which) => isSeen(each, which, factor)))
    .filter(Boolean).length;
}

describe('a run beside its baseline', () => {
  it('raises an alarm without a change no oftener than five times in a hundred', () => {
    expect([besideOne.length, besideFour.length]).toEqual([40, 10]);
    expect(seen(besideOne, 1, 'all')).toBeLessThanOrEqual(2);
    expect(seen(besideFour, 1, 'all')).toBe(0);
  });

  it('is worse when everything takes 15 % longer, and nearly always at 10 %', () => {
    expect(seen(besideOne, 1.15, 'all')).toBe(40);
    expect(seen(besideOne, 1.1, 'all')).toBeGreaterThanOrEqual(25);
    expect(seen(besideFour, 1.1, 'all')).toBeGreaterThanOrEqual(8);
  });

  it('is worse by name when one figure alone takes 30 or 50 % longer, and mostly at 20 %', () => {
    expect(seen(besideOne, 1.5, 'one')).toBe(40);
    expect(seen(besideFour, 1.3, 'one')).toBe(10);
    expect(seen(besideOne, 1.2, 'one')).toBeGreaterThanOrEqual(34);
    expect(seen(besideOne, 1.1, 'one')).toBeLessThan(20);
  });

  it('has less noise beside several reports', () => {
    const noiseOf = ({ baseline, run }: Case) =>
      compareWithBaseline(baseline, run).changes.rows.map(({ noise }) => noise);
    const typical = (cases: readonly Case[]) => {
      const noises = cases.flatMap(noiseOf).sort((a, b) => a - b);
      return noises[noises.length >> 1] ?? 0;
    };
    expect(typical(besideFour)).toBeLessThan(0.9 * typical(besideOne));
  });
});

/** It takes a minute. */
it.runIf(FULL)('sees what the table of decision 023 says', { timeout: 600_000 }, () => {
  const table = [1.1, 1.15, 1.2, 1.3, 1.5].map((factor) => [
    seen(besideOne, factor, 'all'),
    seen(besideFour, factor, 'all'),
    seenOfEach(besideOne, factor),
    seenOfEach(besideFour, factor),
  ]);
  // Of 40, 10, 560 and 140.
  expect(table).toEqual([
    [28, 9, 70, 34],
    [40, 10, 395, 120],
    [40, 10, 528, 136],
    [40, 10, 560, 140],
    [40, 10, 560, 140],
  ]);
});

describe('the reports of a baseline', () => {
  const run = runWith('the run', [[1], [2], [3]]);
  const older = { ...runWith('older', [[1], [2], [3]]), createdAt: '2026-01-01T00:00:00.000Z' };
  const newer = {
    ...runWith('newer', [[1], [2], [3], [4]]),
    createdAt: '2026-01-02T00:00:00.000Z',
  };

  it('stand newest first, and the newest says which figures are missing', () => {
    const { used, missing } = compareWithBaseline([older, newer], run);
    expect(used.map(({ id }) => id)).toEqual(['newer', 'older']);
    expect(missing.map(({ kernel }) => kernel)).toEqual(['matmul/kernel-3']);
  });

  it('are left out where they are less comparable than others', () => {
    const drifted = { ...older, id: 'drifted', drift: 0.5 };
    const { used, leftOut, changes } = compareWithBaseline([drifted, newer], run);
    expect([used.map(({ id }) => id), leftOut.map(({ id }) => id)]).toEqual([
      ['newer'],
      ['drifted'],
    ]);
    expect(changes.verdict).toBe('within-noise');
  });

  it('decide nothing where none is comparable, or none has a figure of the run', () => {
    const drifted = { ...run, id: 'drifted', drift: 0.5 };
    const { changes } = compareWithBaseline([older, newer], drifted);
    expect(changes.verdict).toBe('not-comparable');
    expect(changes.comparability.reasons[0]?.code).toBe('drifted');
    const nothing = compareWithBaseline([older], { ...run, figures: [] });
    expect(nothing.changes.verdict).toBe('not-comparable');
  });
});
