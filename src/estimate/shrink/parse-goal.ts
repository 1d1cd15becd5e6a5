// The door for "how good must it be": a number that some model here reaches, or a sentence that names the best.
import { parseTypedNumber } from '../parse-number.ts';
import type { Candidate, Evaluation } from './evaluations.ts';

export type ParsedGoal =
  | { readonly ok: true; readonly goal: number }
  | { readonly ok: false; readonly error: string };

/** The one with the best score; undefined where there are no candidates. */
export function bestCandidate({ candidates, better }: Evaluation): Candidate | undefined {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  return others.reduce(
    (best, each) => (isBetter(each.score, best.score, better) ? each : best),
    first,
  );
}

export function isBetter(score: number, other: number, better: 'higher' | 'lower'): boolean {
  return better === 'higher' ? score > other : score < other;
}

export function reaches(score: number, goal: number, better: 'higher' | 'lower'): boolean {
  return score === goal || isBetter(score, goal, better);
}

/** As it is printed in a source: "88.552 %". */
export function printScore(score: number, { unit }: Pick<Evaluation, 'unit'>): string {
  return unit === '' ? String(score) : `${score}\u00a0${unit}`;
}

export function candidateName({ name, weights }: Pick<Candidate, 'name' | 'weights'>): string {
  return weights === '' ? name : `${name} (${weights})`;
}

/** Never throws. @param typed a number, or text such as "80" or "80 %". */
export function parseGoal(typed: unknown, evaluation: Evaluation): ParsedGoal {
  const { unit, better, name } = evaluation;
  const best = bestCandidate(evaluation);
  if (best === undefined) return refused(`No model here was evaluated by ${name}.`);
  const named = `The best here is ${candidateName(best)} with ${printScore(best.score, evaluation)}.`;
  const text =
    typeof typed === 'string' && unit === '%' ? typed.trim().replace(/\s*%$/, '') : typed;
  const goal = parseTypedNumber(text);
  if (goal === undefined || !Number.isFinite(goal)) {
    const echoed = typeof typed === 'string' ? typed.trim().slice(0, ECHO_LENGTH) : '';
    const what = echoed === '' ? 'Nothing' : `“${echoed}”`;
    return refused(`${what} is no ${name}. Enter for instance ${example(evaluation)}. ${named}`);
  }
  if (unit === '%' && goal > 100) {
    return refused(`${printScore(goal, evaluation)} is more than all. ${named}`);
  }
  if (goal <= 0) {
    return refused(
      `${name} must be above 0${better === 'higher' ? ', which needs no model' : ''}. ${named}`,
    );
  }
  if (!reaches(best.score, goal, better)) {
    return refused(
      `Nothing here ${better === 'higher' ? 'reaches' : 'gets down to'} ${printScore(goal, evaluation)}. ${named}`,
    );
  }
  return { ok: true, goal };
}

/** What is echoed of a wrong entry: enough to recognise it. */
const ECHO_LENGTH = 20;

function refused(error: string): ParsedGoal {
  return { ok: false, error };
}

/** The score in the middle, rounded to where it is easier to reach. */
function example({ candidates, better }: Evaluation): number {
  const sorted = candidates.map(({ score }) => score).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 1;
  const digit = 10 ** (Math.floor(Math.log10(middle)) - 1);
  const digits = middle / digit;
  // 46 × 0.1 is a little more than 4.6.
  return Number(((better === 'higher' ? Math.floor : Math.ceil)(digits) * digit).toPrecision(2));
}
