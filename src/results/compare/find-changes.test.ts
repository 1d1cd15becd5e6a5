import { describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { findChanges } from './find-changes.ts';
import { repeatedRuns, runWith, slower } from '../../../test/support/repeated-runs.ts';

const pairs = repeatedRuns.flatMap((runs) =>
  runs.flatMap((before, index) => runs.slice(index + 1).map((after) => ({ before, after }))),
);

describe('runs of one device that were really repeated', () => {
  it('show no change in 19 of 20 pairs', () => {
    const alarms = pairs.filter(
      ({ before, after }) => findChanges(before, after).verdict !== 'within-noise',
    );
    expect(pairs).toHaveLength(20);
    expect(alarms.length).toBeLessThanOrEqual(1);
  });

  it('show a kernel that takes half as long again, in every pair and by its name', () => {
    for (const { before, after } of pairs) {
      for (const index of [0, 6, 13]) {
        const { rows, verdict } = findChanges(before, slower(after, index, 1.5));
        expect(verdict).toBe('worse');
        expect(rows[0]?.after.kernel).toBe(`matmul/kernel-${index}`);
        expect(rows[0]?.verdict).toBe('worse');
      }
    }
  });
});

describe('two runs', () => {
  const samples = (scale: number) => {
    const random = createRandom(7);
    return Array.from({ length: 6 }, () =>
      Array.from({ length: 15 }, () => scale * (1 + 0.02 * random())),
    );
  };
  const before = runWith('a', samples(1));

  it('that are faster everywhere are better, by a noise that is told', () => {
    const { rows, verdict } = findChanges(before, runWith('bb', samples(0.7)));
    expect(verdict).toBe('better');
    for (const { ratio, noise } of rows) {
      expect(ratio.median).toBeCloseTo(1 / 0.7, 5);
      // ± 8.4 % for one figure; of six, the 95 % of all together: 1.35 times that.
      expect(noise).toBeGreaterThan(0.105);
      expect(noise).toBeLessThan(0.135);
    }
  });

  it('one of which changed pace have more noise', () => {
    const after = runWith('bb', samples(1.18));
    expect(findChanges(before, after).verdict).toBe('worse');
    expect(findChanges(before, { ...after, drift: 0.25 }).verdict).toBe('within-noise');
  });

  it('that are not comparable are not judged', () => {
    const gpu = runWith('bb', samples(1));
    const software = { ...gpu, identity: { ...gpu.identity, softwareAdapter: true } };
    expect(findChanges(before, software)).toMatchObject({ verdict: 'not-comparable', rows: [] });
    expect(findChanges(before, { ...gpu, figures: [] })).toMatchObject({
      verdict: 'not-comparable',
    });
  });

  it('answer with the best kernel of each, and leave out a figure whose clock is too coarse', () => {
    const coarse = runWith('bb', samples(2));
    const after = {
      ...coarse,
      clockError: 0.2,
      figures: coarse.figures.map((figure, index) =>
        index === 0 ? { ...figure, clockError: 0.2 } : figure,
      ),
    };
    const { rows, comparability } = findChanges(before, after);
    expect(rows).toHaveLength(5);
    expect(comparability.reasons.map(({ code }) => code)).toEqual(['coarse-clock']);
  });
});
