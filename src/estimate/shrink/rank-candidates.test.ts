import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CostedCandidate } from './cost-candidates.ts';
import { CRITERIA, rankCandidates } from './rank-candidates.ts';

function costed(id: string, score: number, amount: number): CostedCandidate {
  const range = { value: amount, low: amount / 2, high: amount * 2 };
  return {
    id,
    model: id,
    name: id,
    weights: '',
    score,
    citation: { source: 'test', checked: '2026-11-22', provenance: 'read' },
    cost: {
      params: amount,
      macs: amount,
      checkpointBytes: amount,
      inferenceSeconds: range,
      batchedSeconds: range,
      trainingSeconds: range,
      recipe: 'test',
      energyKwh: { inference: range, batched: range, training: range },
    },
  };
}

const ranking = { goal: 70, better: 'higher', criterion: 'inference' } as const;

describe('rankCandidates', () => {
  it('the cheapest first; what is not good enough says so', () => {
    const ranked = rankCandidates(
      [costed('dear', 90, 9), costed('weak', 60, 1), costed('fair', 75, 4)],
      ranking,
    );
    expect(ranked.map(({ id, enough }) => [id, enough])).toEqual([
      ['weak', false],
      ['fair', true],
      ['dear', true],
    ]);
    expect(ranked.every(({ dominatedBy }) => dominatedBy === null)).toBe(true);
  });

  it('names the cheapest of those that dominate', () => {
    const ranked = rankCandidates(
      [costed('a', 80, 1), costed('b', 85, 2), costed('c', 80, 3), costed('d', 79, 1)],
      ranking,
    );
    expect(ranked.map(({ id, dominatedBy }) => [id, dominatedBy])).toEqual([
      ['a', null],
      ['d', 'a'],
      ['b', null],
      ['c', 'a'],
    ]);
  });

  it('equals do not dominate each other', () => {
    const ranked = rankCandidates([costed('a', 80, 1), costed('b', 80, 1)], ranking);
    expect(ranked.map(({ dominatedBy }) => dominatedBy)).toEqual([null, null]);
  });

  it('where low is good, the lower score is the better one', () => {
    const ranked = rankCandidates([costed('a', 5, 1), costed('b', 6, 2), costed('c', 4, 3)], {
      ...ranking,
      better: 'lower',
      goal: 5,
    });
    expect(ranked.map(({ id, enough, dominatedBy }) => [id, enough, dominatedBy])).toEqual([
      ['a', true, null],
      ['b', false, 'a'],
      ['c', true, null],
    ]);
  });

  it('what is left undominated gets better the dearer it is, by every criterion', () => {
    const candidate = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(
        fc.array(candidate, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...CRITERIA),
        (pairs, criterion) => {
          const all = pairs.map(([score, amount], index) => costed(`${index}`, score, amount));
          const ranked = rankCandidates(all, { ...ranking, criterion });
          expect(ranked.length).toBe(all.length);
          const front = ranked.filter(({ dominatedBy }) => dominatedBy === null);
          for (const [index, { score, amount }] of front.entries()) {
            const next = front[index + 1];
            if (next === undefined) continue;
            const same = next.score === score && next.amount.value === amount.value;
            expect(same || (next.score > score && next.amount.value > amount.value)).toBe(true);
          }
          const undominated = new Set(front.map(({ id }) => id));
          for (const { dominatedBy } of ranked) {
            if (dominatedBy !== null) expect(undominated).toContain(dominatedBy);
          }
        },
      ),
    );
  });
});
