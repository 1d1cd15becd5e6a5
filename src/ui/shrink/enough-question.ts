// What the address of Shrink asks: how good a model must be, by which evaluation, and what is to be cheap. Pure; knows
// nothing of the page.
import type { Evaluation } from '../../estimate/shrink/evaluations.ts';
import { parseGoal } from '../../estimate/shrink/parse-goal.ts';
import { CRITERIA, type Criterion } from '../../estimate/shrink/rank-candidates.ts';
import type { Parameters } from '../route/route.ts';

export interface EnoughForm {
  readonly evaluation: Evaluation;
  readonly criterion: Criterion;
  /** As typed. */
  readonly text: string;
  readonly goal: number | undefined;
  readonly error: string | undefined;
  /** Of the address, and not to be found. */
  readonly notices: readonly string[];
}

export const criterionNames: Readonly<Record<Criterion, string>> = {
  inference: 'Time of one answer',
  training: 'Time of training',
  size: 'Size of the weights',
  energy: 'Energy of one answer',
};

/** @param evaluations at least one, the usual one first. */
export function askEnough(
  { score, evaluation: named, by }: Parameters,
  evaluations: readonly Evaluation[],
): EnoughForm | undefined {
  const [usual] = evaluations;
  if (usual === undefined) return undefined;
  const found = evaluations.find(({ id }) => id === named);
  const evaluation = found ?? usual;
  const criterion = CRITERIA.find((each) => each === by) ?? 'inference';
  const text = score ?? usualGoal(evaluation);
  const parsed = parseGoal(text, evaluation);
  const notices =
    named !== undefined && found === undefined
      ? [`There is no evaluation “${named}” here; this is ${evaluation.name}.`]
      : [];
  return {
    ...{ evaluation, criterion, text, notices },
    goal: parsed.ok ? parsed.goal : undefined,
    error: parsed.ok ? undefined : parsed.error,
  };
}

/** Reached by two thirds of the candidates: a question with a choice. */
const USUAL_SHARE = 1 / 3;

export function usualGoal({ candidates, better }: Evaluation): string {
  const scores = candidates
    .map(({ score }) => score)
    .sort((a, b) => (better === 'higher' ? a - b : b - a));
  const goal = scores[Math.floor(scores.length * USUAL_SHARE)] ?? 0;
  const whole = better === 'higher' ? Math.floor(goal) : Math.ceil(goal);
  return String(goal >= 10 ? whole : goal);
}
