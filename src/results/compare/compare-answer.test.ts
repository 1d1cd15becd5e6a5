import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import { runOfProfile } from './run-of-profile.ts';
import { measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import { compareAnswer } from './compare-answer.ts';
import { meanLabel } from './mean-subject.ts';
import { ratioRows } from './ratio-rows.ts';

const { identity } = testProfile();

function run(label: string, ms: number, change: { size?: number; softwareAdapter?: boolean } = {}) {
  const { size = 512, softwareAdapter = false } = change;
  const work = { ms, flops: 2 * size ** 3, bytes: 12 * size ** 2 };
  return runOfProfile(
    testProfile({
      id: label,
      identity: { ...identity, label, softwareAdapter },
      measurements: [measured('matmul/naive', product(size), work)],
    }),
  );
}

function twoProblems(label: string, ms: number) {
  const [small, large] = [run(label, ms / 8, { size: 256 }), run(label, ms)];
  return { ...large, figures: [...small.figures, ...large.figures] };
}

function compare(showsNotComparable: boolean, ...runs: readonly ReturnType<typeof run>[]) {
  const options = { basis: 'best-of-each', showsNotComparable } as const;
  return compareRuns(runs, runs[0]?.id ?? '', options);
}

function answerOf(...runs: readonly ReturnType<typeof run>[]): string {
  const { before, strong, after } = compareAnswer(compare(false, ...runs));
  return `${before}*${strong}*${after}`;
}

describe('the answer', () => {
  it('tells two devices’ ratio, or that noise hides it', () => {
    expect(answerOf(run('Den', 2), run('Attic', 1))).toBe('“Attic” is *2.0×* as fast as “Den”');
    expect(answerOf(run('Den', 1), run('Attic', 1.01))).toBe('“Attic” is *about as fast* as “Den”');
  });

  it('names the fastest of several, and does not where noise hides it', () => {
    const [den, attic, shed] = [run('Den', 2), run('Attic', 1), run('Shed', 4)];
    expect(answerOf(den, attic, shed)).toBe('“Attic” is the fastest of 3, *2.0×* as fast as “Den”');
    expect(answerOf(attic, den, shed)).toBe('“Attic” is *the fastest* of 3');
    expect(answerOf(attic, run('Loft', 1.01), shed)).toBe(
      'None of 3 is *clearly faster* than “Attic”',
    );
  });

  it('tells what the number is of: a mean over problems, or the only one by its name', () => {
    const two = compare(false, twoProblems('Den', 2), twoProblems('Attic', 1));
    expect(compareAnswer(two).detail).toMatch(/geometric mean over the 2 problems that all/u);
    expect(meanLabel(two)).toBe('Geometric mean of the common problems');
    const one = compare(false, run('Den', 2), run('Attic', 1));
    expect(compareAnswer(one).detail).toMatch(
      /, on matrix product 512 × 512 × 512, f32, the one problem that all of them measured/u,
    );
    expect(meanLabel(one)).toBe('The one common problem: Matrix product 512 × 512 × 512, f32');
  });

  it('gives no number where none may be told, and says why', () => {
    const [gpu, software] = [run('Den', 1), run('CPU', 100, { softwareAdapter: true })];
    expect(answerOf(gpu, software)).toBe('“CPU” and “Den” *cannot be compared*');
    expect(answerOf(gpu, run('Attic', 1, { size: 256 }))).toBe(
      '“Attic” and “Den” *share no problem*',
    );
    expect(answerOf(gpu)).toBe('“Den” *stands alone*');
    expect(compareAnswer(compare(false, gpu, software)).detail).toMatch(/is a software adapter/);
    const three = compare(false, gpu, run('Attic', 1), software);
    expect(compareAnswer(three).detail).toMatch(/“CPU”. Leave that device out/);
  });
});

describe('the picture', () => {
  it('shows the mean first, then ceilings and the largest problems', () => {
    const rows = ratioRows(compare(false, twoProblems('Den', 2), twoProblems('Attic', 1)));
    expect(rows[0]?.label).toBe('Geometric mean of the common problems');
    expect(rows.at(-1)?.label).toMatch(/^Matrix product 512/);
    expect(rows.map(({ marks }) => marks.length)).toEqual(rows.map(() => 1));
  });

  it('names the only common problem in place of a mean, and shows it once', () => {
    const rows = ratioRows(compare(false, run('Den', 2), twoProblems('Attic', 1)));
    const labels = rows.map(({ label }) => label);
    expect(labels[0]).toBe('Matrix product 512 × 512 × 512, f32');
    expect(labels.filter((label) => /Matrix product|Geometric/u.test(label))).toHaveLength(1);
  });

  it('has nothing of what is withheld, and flags it when it is asked for', () => {
    const runs = [run('Den', 1), run('CPU', 100, { softwareAdapter: true })] as const;
    expect(ratioRows(compare(false, ...runs))).toEqual([]);
    const asked = ratioRows(compare(true, ...runs));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ marks }) => marks.every(({ flagged }) => flagged))).toBe(true);
  });
});
