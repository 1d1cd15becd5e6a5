// The smallest models that are enough, as text for a terminal: the answer first, then what else would do.
import { candidateName, printScore } from '../estimate/shrink/parse-goal.ts';
import { printAmount, printDuration, printEnergy } from '../estimate/shrink/print-amount.ts';
import type { Criterion, RankedCandidate } from '../estimate/shrink/rank-candidates.ts';
import type { EnoughAnswer } from '../estimate/shrink/smallest-enough.ts';
import { formatAmount } from '../shared/format.ts';
import { formatTable } from './format-table.ts';

/** More are a list, not an answer; `--json` has them all. */
const SHOWN = 15;

const CRITERION_NAMES: Readonly<Record<Criterion, string>> = {
  inference: 'time of one inference',
  training: 'time of training',
  size: 'size of the weights',
  energy: 'energy of one inference',
};

/** @param device its name, for the first line. */
export function formatEnough(answer: EnoughAnswer, device: string): string {
  const { evaluation, goal, criterion, candidates, best, largeBatch } = answer;
  const enough = candidates.filter((each) => each.enough);
  const [first] = enough;
  const shown = enough.slice(0, SHOWN);
  const names = new Map(candidates.map((each) => [each.id, candidateName(each)]));
  return [
    first === undefined
      ? `Nothing is enough for ${printScore(goal, evaluation)} on ${device}.`
      : `${candidateName(first)} is enough: ${printScore(first.score, evaluation)} where ${printScore(goal, evaluation)} are needed, least ${CRITERION_NAMES[criterion]} on ${device}: ${printAmount(criterion, first.amount)}`,
    `  ${evaluation.sentence}`,
    `  ${enough.length} of ${candidates.length} ${enough.length === 1 ? 'is' : 'are'} enough; the best is ${candidateName(best)} with ${printScore(best.score, evaluation)}.${withoutScore(answer.without)}`,
    '',
    formatTable([
      [
        'model',
        evaluation.name,
        'one inference',
        `each of ${largeBatch}`,
        'training',
        'size',
        'energy of one',
        'energy of training',
        '',
      ],
      ...shown.map((each) => row(each, evaluation, names)),
    ]),
    ...(enough.length > shown.length
      ? [`  and ${enough.length - shown.length} more; --json has them all`]
      : []),
    '',
    ...notesOf(shown),
    'Assumptions',
    ...answer.assumptions.map((sentence) => `  - ${sentence}`),
    ...answer.warnings.map((warning) => `! ${warning}`),
    '',
  ].join('\n');
}

function row(
  candidate: RankedCandidate,
  evaluation: EnoughAnswer['evaluation'],
  names: ReadonlyMap<string, string>,
): string[] {
  const { cost, dominatedBy } = candidate;
  return [
    candidateName(candidate),
    `${printScore(candidate.score, evaluation)}${candidate.citation.provenance === 'memory' ? ' (unverified)' : ''}`,
    printDuration(cost.inferenceSeconds),
    printDuration(cost.batchedSeconds),
    printDuration(cost.trainingSeconds),
    formatAmount(cost.checkpointBytes, 'B'),
    printEnergy(cost.energyKwh.inference),
    printEnergy(cost.energyKwh.training),
    dominatedBy === null ? '' : `dominated by ${names.get(dominatedBy) ?? dominatedBy}`,
  ];
}

function withoutScore(without: number): string {
  if (without === 0) return '';
  return ` ${without} more ${without === 1 ? 'has' : 'have'} no score.`;
}

/** Each once, with the models that it is about. */
function notesOf(candidates: readonly RankedCandidate[]): readonly string[] {
  const notes = new Map<string, string[]>();
  for (const candidate of candidates) {
    if (candidate.note === undefined) continue;
    notes.set(candidate.note, [...(notes.get(candidate.note) ?? []), candidateName(candidate)]);
  }
  if (notes.size === 0) return [];
  return ['Notes', ...[...notes].map(([note, names]) => `  - ${names.join(', ')}: ${note}`), ''];
}
