// The smallest model that is enough: for a score that is needed, the models of the zoo that reach it, by what they cost
// on a measured device.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { withUnit } from '../../shared/format.ts';
import { describeWarnings } from '../describe-assumptions.ts';
import { twoDigits } from '../footprint/format-outcome.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import { type CostedCandidate, LARGE_BATCH } from './cost-candidates.ts';
import type { Candidate, Evaluation, EvaluationInfo } from './evaluations.ts';
import { bestCandidate, parseGoal } from './parse-goal.ts';
import { type Criterion, type RankedCandidate, rankCandidates } from './rank-candidates.ts';

export interface EnoughQuestion {
  /** Id of an evaluation. */
  readonly evaluation: string;
  readonly goal: number;
  readonly criterion: Criterion;
  readonly footprint: FootprintRequest;
}

export interface EnoughAnswer {
  readonly evaluation: EvaluationInfo;
  readonly goal: number;
  readonly criterion: Criterion;
  /** All of the evaluation, the cheapest first; `enough` tells which reach the goal. */
  readonly candidates: readonly RankedCandidate[];
  readonly best: Candidate;
  /** Weights of the same source that have no score. */
  readonly without: number;
  readonly largeBatch: number;
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
}

export interface EnoughRequest extends Pick<EnoughQuestion, 'criterion' | 'footprint'> {
  readonly evaluation: Evaluation;
  readonly goal: unknown;
  readonly costed: readonly CostedCandidate[];
  readonly profile: DeviceProfile;
}

/** Another goal or criterion over the same costs takes no time. @throws FlopscopeError `invalid-input` as `checkedGoal`. */
export function smallestEnough(request: EnoughRequest): EnoughAnswer {
  const { evaluation, criterion, costed, profile, footprint } = request;
  const goal = checkedGoal(request.goal, evaluation);
  const best = bestCandidate(evaluation);
  if (best === undefined) {
    throw new FlopscopeError('internal', `${evaluation.name} has no candidates.`);
  }
  const { id, name, unit, better, sentence, without } = evaluation;
  return {
    evaluation: { id, name, unit, better, sentence },
    goal,
    criterion,
    candidates: rankCandidates(costed, { goal, better, criterion }),
    best,
    without,
    largeBatch: LARGE_BATCH,
    assumptions: assumptionsOf(costed, footprint),
    warnings: describeWarnings(profile),
  };
}

/** @throws FlopscopeError `invalid-input`; the sentence names the best there is. */
export function checkedGoal(typed: unknown, evaluation: Evaluation): number {
  const parsed = parseGoal(typed, evaluation);
  if (parsed.ok) return parsed.goal;
  throw new FlopscopeError('invalid-input', parsed.error);
}

function assumptionsOf(
  costed: readonly CostedCandidate[],
  footprint: FootprintRequest,
): readonly string[] {
  const recipes = [...new Set(costed.map(({ cost }) => cost.recipe))].join('; ');
  return [
    `Training is the same recipe for all (${recipes}), at the size at which the weights were evaluated. What the published weights really took may be several times that, and the recipe need not reach their score.`,
    'Times are those of f32; loading and decoding of the input are left out, and whether it fits into the memory is not asked.',
    `Energy takes the device to draw the same mean power in use as in training: ${powerText(footprint)}.`,
    'Dominated: another one scores at least as well and costs no more, judged by the values.',
  ];
}

/** "Mean power 0.40 of TDP (0.27–0.92), TDP 250 W (200–350), Rest of the machine 60 W a device (40–100), PUE 1.0". */
function powerText({ power, rest, pue }: FootprintRequest): string {
  const drawn = power.kind === 'watts' ? [power.watts] : [power.powerShare, power.tdp];
  return [...drawn, rest, pue]
    .map(({ label, value, low, high, unit }) => {
      const range = low < high ? ` (${twoDigits(low)}–${twoDigits(high)})` : '';
      return `${label} ${withUnit(twoDigits(value), unit)}${range}`;
    })
    .join(', ');
}
