// Puts costed candidates in order: what is good enough, the cheapest first, and what nobody should choose because
// another one is at least as good and costs less.
import type { Range } from '../training-estimate.ts';
import type { CandidateCost, CostedCandidate } from './cost-candidates.ts';
import { isBetter, reaches } from './parse-goal.ts';

export const CRITERIA = ['inference', 'training', 'size', 'energy'] as const;
export type Criterion = (typeof CRITERIA)[number];

export interface RankedCandidate extends CostedCandidate {
  readonly enough: boolean;
  /** Seconds, bytes or kWh, as the criterion asks; what it is sorted by. */
  readonly amount: Range;
  /** Id of the cheapest one that is at least as good and costs no more, and is better in one of the two. */
  readonly dominatedBy: string | null;
}

export interface Ranking {
  readonly goal: number;
  readonly better: 'higher' | 'lower';
  readonly criterion: Criterion;
}

/** Energy is that of one inference. */
export function amountOf(cost: CandidateCost, criterion: Criterion): Range {
  switch (criterion) {
    case 'inference':
      return cost.inferenceSeconds;
    case 'training':
      return cost.trainingSeconds;
    case 'size': {
      const { checkpointBytes: value } = cost;
      return { value, low: value, high: value };
    }
    case 'energy':
      return cost.energyKwh.inference;
  }
}

/**
 * All of them, the cheapest first; of equally cheap ones the better first. Judged by the values: the intervals are of
 * one device and mostly move together.
 */
export function rankCandidates(
  costed: readonly CostedCandidate[],
  { goal, better, criterion }: Ranking,
): readonly RankedCandidate[] {
  const sorted = costed
    .map((candidate) => ({ ...candidate, amount: amountOf(candidate.cost, criterion) }))
    .sort(
      (a, b) =>
        a.amount.value - b.amount.value ||
        (better === 'higher' ? b.score - a.score : a.score - b.score),
    );
  return sorted.map((candidate) => {
    const { amount, score } = candidate;
    const dominator = sorted.find(
      (other) =>
        other.amount.value <= amount.value &&
        reaches(other.score, score, better) &&
        (other.amount.value < amount.value || isBetter(other.score, score, better)),
    );
    return {
      ...candidate,
      enough: reaches(score, goal, better),
      dominatedBy: dominator?.id ?? null,
    };
  });
}
