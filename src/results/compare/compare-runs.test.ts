import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../../test/support/real-profiles.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { createRandom } from '../../shared/random.ts';
import { ceiling, measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { compareRuns, type CompareOptions, comparisonSteps } from './compare-runs.ts';
import type { Comparison, ComparisonRow, Ratio } from './comparison.ts';
import type { ComparedRun } from './compared-run.ts';
import { figureKey } from './figure-key.ts';
import { reportsByKey } from './reports-by-key.ts';
import { runOfProfile } from './run-of-profile.ts';

const bestOfEach: CompareOptions = { basis: 'best-of-each', showsNotComparable: false };
const sameCode: CompareOptions = { basis: 'same-code', showsNotComparable: false };
const { identity } = testProfile();

interface Timing {
  readonly ms: number;
  readonly kernel?: string;
  readonly hash?: string;
  readonly size?: number;
}

/** A report whose samples spread by 2 % around each time. */
function report(
  id: string,
  label: string,
  timings: readonly Timing[],
  change: Partial<DeviceProfile> = {},
): ComparedRun {
  const random = createRandom(id.length);
  const measurements = timings.map(({ ms, kernel = 'matmul/naive', hash = 'a', size = 512 }) => ({
    ...measured(kernel, product(size), { ms, flops: 2 * size ** 3, bytes: 12 * size ** 2 }),
    kernelHash: hash,
    samplesMs: Array.from({ length: 15 }, () => ms * (0.99 + 0.02 * random())),
  }));
  return runOfProfile(
    testProfile({ id, identity: { ...identity, label }, measurements, ceilings: [], ...change }),
  );
}

function ratioIn(comparison: Comparison, row: number, device: number): Ratio | undefined {
  return comparison.rows[row]?.cells[device]?.ratio;
}

function shown(ratio: Ratio | undefined): Extract<Ratio, { kind: 'ratio' }> {
  if (ratio?.kind !== 'ratio') throw new Error(`It is ${ratio?.kind ?? 'missing'}.`);
  return ratio;
}

function problems(rows: readonly ComparisonRow[]): readonly number[] {
  return rows.flatMap((row) =>
    row.kind === 'kernel' && row.problem.op === 'matmul' ? [row.problem.m] : [],
  );
}

describe('a comparison', () => {
  const slow = report('a', 'Den', [{ ms: 2 }, { ms: 1, size: 256 }]);
  const fast = report('b', 'Attic', [{ ms: 1 }, { ms: 3, size: 1024 }]);

  it('tells each device’s figure with its interval, and how many times as fast it is', () => {
    const comparison = compareRuns([slow, fast], 'a', bestOfEach);
    expect(comparison.devices.map(({ name }) => name)).toEqual(['Den', 'Attic']);
    expect(problems(comparison.rows)).toEqual([512, 256, 1024]);
    const [row] = comparison.rows;
    expect(row?.unit).toBe('FLOPS');
    expect(row?.cells[1]?.value.median).toBeCloseTo((2 * 512 ** 3) / 1e-3, -3);
    expect(ratioIn(comparison, 0, 0)).toEqual({ kind: 'reference' });
    const { ratio, flagged } = shown(ratioIn(comparison, 0, 1));
    expect(flagged).toBe(false);
    expect(ratio.median).toBeCloseTo(2, 1);
    // Two runs of quiet devices: ± 8.4 % between runs, and a little for the samples.
    expect(Math.log(ratio.high / ratio.low) / 2).toBeGreaterThan(0.075);
    expect(Math.log(ratio.high / ratio.low) / 2).toBeLessThan(0.1);
    expect(comparison.rows[1]?.cells[1]).toBeUndefined();
    expect(ratioIn(comparison, 2, 1)).toEqual({ kind: 'none' });
  });

  it('turns the ratio round with the reference', () => {
    const { ratio } = shown(ratioIn(compareRuns([slow, fast], 'b', bestOfEach), 0, 0));
    const { ratio: back } = shown(ratioIn(compareRuns([slow, fast], 'a', bestOfEach), 0, 1));
    expect(ratio.median * back.median).toBeCloseTo(1, 12);
    expect(ratio.low * back.high).toBeCloseTo(1, 12);
  });

  it('prints the same intervals every time', () => {
    expect(compareRuns([slow, fast], 'a', bestOfEach)).toEqual(
      compareRuns([slow, fast], 'a', bestOfEach),
    );
  });

  it('withholds the ratio of what is not comparable, and shows it on request, flagged', () => {
    const old = report('c', 'Shed', [{ ms: 4 }], { suiteVersion: '0.9.0' });
    const withheld = ratioIn(compareRuns([slow, old], 'a', bestOfEach), 0, 1);
    expect(withheld?.kind).toBe('withheld');
    const requested = compareRuns([slow, old], 'a', { ...bestOfEach, showsNotComparable: true });
    const { ratio, flagged, comparability } = shown(ratioIn(requested, 0, 1));
    expect(flagged).toBe(true);
    expect(ratio.median).toBeCloseTo(0.5, 1);
    expect(comparability.reasons.map(({ code }) => code)).toEqual(['suite-version']);
  });

  it('is made device by device and row by row where a page must not be held', () => {
    const steps = comparisonSteps([slow, fast], 'a', bestOfEach);
    const shares = Array.from({ length: 5 }, () => steps.next().value);
    expect(shares).toEqual([0, 0, 1 / 3, 2 / 3, 1]);
    expect(steps.next()).toEqual({ done: true, value: compareRuns([slow, fast], 'a', bestOfEach) });
  });

  it('refuses a reference that is not there', () => {
    expect(() => compareRuns([slow], 'zzz', bestOfEach)).toThrow(FlopscopeError);
  });

  it('holds ceilings of different sizes against each other by their rates, launches by their time', () => {
    const ceilingsOf = (bytes: number, ms: number) => [
      ceiling(
        'copy',
        'f32',
        measured(
          'ceilings/copy',
          { op: 'copy', bytes, precision: 'f32' },
          { ms, flops: 0, bytes: 2 * bytes },
        ),
      ),
      ceiling(
        'launch',
        'f32',
        measured('ceilings/launch', { op: 'launch', precision: 'f32' }, { ms, flops: 0, bytes: 8 }),
      ),
    ];
    const comparison = compareRuns(
      [
        report('a', 'Den', [], { ceilings: ceilingsOf(1e8, 1) }),
        report('b', 'Attic', [], { ceilings: ceilingsOf(4e8, 2) }),
      ],
      'a',
      bestOfEach,
    );
    expect(comparison.rows.map(({ unit }) => unit)).toEqual(['B/s', 's']);
    expect(comparison.rows[1]?.cells[1]?.value.median).toBeCloseTo(0.002, 10);
    expect(shown(ratioIn(comparison, 0, 1)).ratio.median).toBeCloseTo(2, 10);
    expect(shown(ratioIn(comparison, 1, 1)).ratio.median).toBeCloseTo(0.5, 10);
  });
});

describe('on the basis of the same code', () => {
  it('equal hashes make a row, and how kernels were searched for does not matter', () => {
    const one = report('a', 'Den', [
      { ms: 2, hash: 'x' },
      { ms: 1, hash: 'y', kernel: 'matmul/block-tile' },
    ]);
    const other = report('b', 'Attic', [{ ms: 1, hash: 'x' }], {
      suite: 'full',
      suiteVersion: '1.1.0',
    });
    const best = shown(ratioIn(compareRuns([one, other], 'a', bestOfEach), 0, 1));
    expect(best.ratio.median).toBeCloseTo(1, 1);
    expect(best.comparability.verdict).toBe('with-care');
    const comparison = compareRuns([one, other], 'a', sameCode);
    expect(comparison.rows).toHaveLength(2);
    expect(shown(ratioIn(comparison, 0, 1)).ratio.median).toBeCloseTo(2, 1);
    expect(shown(ratioIn(comparison, 0, 1)).comparability.verdict).toBe('comparable');
    expect(comparison.rows[1]?.cells[1]).toBeUndefined();
  });
});

describe('several reports of one device', () => {
  const times = [1, 1.02, 0.98, 1.01, 0.99];
  const reports = times.map((ms, index) =>
    report(`r${index}`, 'Attic', [{ ms }], { createdAt: `2026-03-0${index + 1}T00:00:00.000Z` }),
  );
  const den = report('a', 'Den', [{ ms: 2 }]);

  it('count once, by their median, and narrow the interval', () => {
    const comparison = compareRuns([den, ...reports], 'a', bestOfEach);
    expect(comparison.devices.map(({ used }) => used.length)).toEqual([1, 5]);
    const all = shown(ratioIn(comparison, 0, 1)).ratio;
    expect(comparison.rows[0]?.cells[1]?.reports).toBe(5);
    expect(comparison.rows[0]?.cells[1]?.value.median).toBeCloseTo((2 * 512 ** 3) / 1e-3, -3);
    const alone = shown(
      ratioIn(compareRuns([den, ...reports.slice(0, 1)], 'a', bestOfEach), 0, 1),
    ).ratio;
    expect(all.high / all.low).toBeLessThan(alone.high / alone.low);
  });

  it('widen it when they differ by more than runs usually do', () => {
    const wild = [0.6, 1, 1.7].map((ms, index) => report(`w${index}`, 'Attic', [{ ms }]));
    const { ratio } = shown(ratioIn(compareRuns([den, ...wild], 'a', bestOfEach), 0, 1));
    expect(ratio.high / ratio.low).toBeGreaterThan(1.8);
  });

  it('are one report when they are the same one', () => {
    const [first] = reports;
    const { devices } = compareRuns(
      [den, ...(first ? [first, { ...first, figures: [] }, first] : [])],
      'a',
      bestOfEach,
    );
    expect(devices[1]?.used).toEqual([first]);
  });

  it('of the reference count as well, the chosen one in any case', () => {
    const chosen = report('x', 'Den', [{ ms: 2 }], { complete: false });
    const second = report('y', 'Den', [{ ms: 3 }]);
    const old = report('z', 'Den', [{ ms: 9 }], { suiteVersion: '0.9.0' });
    const { devices, rows } = compareRuns([chosen, second, old, ...reports], 'x', bestOfEach);
    expect(devices[0]?.used.map(({ id }) => id).sort()).toEqual(['x', 'y']);
    expect(devices[0]?.leftOut.map(({ id }) => id)).toEqual(['z']);
    expect(rows[0]?.cells[0]?.reports).toBe(2);
    const alone = compareRuns([chosen, old], 'x', bestOfEach);
    expect(alone.devices[0]?.used.map(({ id }) => id)).toEqual(['x']);
  });

  it('that are less comparable than the others are left out and named', () => {
    const cut = report('cut', 'Attic', [{ ms: 9 }], { complete: false });
    const { devices, rows } = compareRuns([den, cut, ...reports], 'a', bestOfEach);
    expect(devices[1]?.leftOut.map(({ id }) => id)).toEqual(['cut']);
    expect(devices[1]?.comparability.verdict).toBe('comparable');
    expect(rows[0]?.cells[1]?.reports).toBe(5);
  });
});

describe('the geometric mean', () => {
  const sizes = [128, 256, 512, 1024];
  const den = report(
    'a',
    'Den',
    sizes.map((size) => ({ ms: 2, size })),
  );
  const attic = report('b', 'Attic', [
    ...sizes.map((size, index) => ({ ms: index % 2 === 0 ? 1 : 4, size })),
    { ms: 1, size: 64 },
  ]);

  it('is over the problems that all measured, each as heavy', () => {
    const [, mean] = compareRuns([den, attic], 'a', bestOfEach).means;
    if (mean?.kind !== 'mean') throw new Error('It was withheld.');
    expect(mean.problems).toBe(4);
    expect(mean.ratio.median).toBeCloseTo(1, 2);
    // What all figures of a run share does not average out: never narrower than ± 1.96 · √2 · 1.03 %.
    const half = Math.log(mean.ratio.high / mean.ratio.low) / 2;
    expect(half).toBeGreaterThan(0.028);
    expect(half).toBeLessThan(0.06);
  });

  it('is withheld as soon as one device is not comparable, or nothing is common', () => {
    const old = report(
      'c',
      'Shed',
      sizes.map((size) => ({ ms: 1, size })),
      { suiteVersion: '0.9.0' },
    );
    const { means } = compareRuns([den, attic, old], 'a', {
      ...bestOfEach,
      showsNotComparable: true,
    });
    expect(means[1]).toMatchObject({
      kind: 'withheld',
      sentence: expect.stringContaining('“Shed”') as unknown,
    });
    const other = report('d', 'Loft', [{ ms: 1, size: 96 }]);
    expect(compareRuns([den, other], 'a', bestOfEach).means[1]).toMatchObject({ kind: 'withheld' });
  });
});

it('real results: one adapter in two hosts is compared with care', () => {
  const quick = realProfiles().filter(
    ({ file }) => file.includes('results/training-') && file.includes('swiftshader'),
  );
  const runs = quick.map(({ profile }) => runOfProfile(profile));
  const comparison = compareRuns(runs, runs[0]?.id ?? '', bestOfEach);
  expect(comparison.devices).toHaveLength(2);
  const codes = comparison.devices[1]?.comparability.reasons.map(({ code }) => code);
  expect(codes).toEqual(
    ['software-adapters', 'drifted', 'host', 'runtime'].filter((code) => code !== 'runtime'),
  );
  const [, mean] = comparison.means;
  if (mean?.kind !== 'mean') throw new Error('It was withheld.');
  expect(mean.problems).toBeGreaterThan(300);
  // It is the same processor.
  expect(mean.ratio.low).toBeGreaterThan(0.8);
  expect(mean.ratio.high).toBeLessThan(1.25);
  for (const row of comparison.rows) {
    for (const cell of row.cells) {
      if (cell?.ratio.kind !== 'ratio') continue;
      const { low, median, high } = cell.ratio.ratio;
      expect(low <= median && median <= high && low > 0).toBe(true);
    }
  }
});

it.each(realProfiles())('$file: every figure takes part', ({ profile }) => {
  const run = runOfProfile(profile);
  const keys = new Set(run.figures.map((figure) => figureKey(figure, 'same-code')));
  expect(new Set(reportsByKey([run], 'same-code').keys())).toEqual(keys);
});
