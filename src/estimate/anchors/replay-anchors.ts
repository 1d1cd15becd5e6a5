// The self-test: every published pair of input and result, replayed by this project's own code.
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { loadPowerFractions, type PowerFractions } from '../../facts/power-fractions.ts';
import { type ValidationAnchor, validationAnchors } from '../../facts/validation-anchors.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import {
  type AnchorCheck,
  type AnchorResult,
  errorPercent,
  judge,
  type Verdict,
  worst,
} from './anchor-result.ts';
import type { Replay } from './replay.ts';
import { replayForwardCount, replayImageTraining } from './replay-counts.ts';
import {
  replayIterationTime,
  replayPublishedRun,
  replayRunTime,
  replayTrainingCompute,
} from './replay-language.ts';
import { replayCost, replayMeasuredEnergy } from './replay-resources.ts';

export type * from './anchor-result.ts';

interface Facts {
  readonly cards: readonly Accelerator[];
  readonly power: PowerFractions;
}

/**
 * One result after the other, so that a page can draw in between.
 * @throws FlopscopeError `internal` when an anchor names a model or card that does not exist.
 */
export async function* replayAnchors(): AsyncGenerator<AnchorResult> {
  const [cards, power] = await Promise.all([loadAccelerators(), loadPowerFractions()]);
  for (const anchor of validationAnchors) yield resultOf(anchor, { cards, power });
}

export const ANCHOR_COUNT = validationAnchors.length;

export function countVerdicts(results: readonly AnchorResult[]): Readonly<Record<Verdict, number>> {
  const counts = { pass: 0, explained: 0, fail: 0, information: 0 };
  for (const { checks } of results) for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

function resultOf(anchor: ValidationAnchor, facts: Facts): AnchorResult {
  const replay = replayOf(anchor, facts);
  const { id, title, note, source, provenance, tolerance } = anchor;
  const checks = anchor.expected.map((figure): AnchorCheck => {
    const computed = replay(figure);
    const { value: expected, quantity, says } = figure;
    return {
      id,
      quantity,
      ...(says === undefined ? {} : { says }),
      expected,
      computed: computed.value,
      errorPercent: errorPercent(computed.value, expected),
      tolerance,
      ...(computed.interval === undefined ? {} : { interval: computed.interval }),
      verdict: judge(computed, expected, tolerance),
      explanation: computed.explanation,
      conventions: (computed.conventions ?? []).map(({ name, value }) => ({
        name,
        computed: value,
        errorPercent: errorPercent(value, expected),
      })),
    };
  });
  return {
    id,
    title,
    kind: anchor.kind,
    verdict: worst(checks.map(({ verdict }) => verdict)),
    checks,
    ...(note === undefined ? {} : { note }),
    source,
    provenance,
  };
}

function replayOf(anchor: ValidationAnchor, { cards, power }: Facts): Replay {
  switch (anchor.kind) {
    case 'forward-count':
      return replayForwardCount(anchor);
    case 'image-training':
      return replayImageTraining(anchor);
    case 'iteration-time':
      return replayIterationTime(anchor);
    case 'training-compute':
      return replayTrainingCompute(anchor);
    case 'published-run':
      return replayPublishedRun(anchor, cardOf(anchor.inputs.card, cards));
    case 'run-time':
      return replayRunTime(anchor, cardOf(anchor.inputs.card, cards));
    case 'measured-energy':
      return replayMeasuredEnergy(anchor, cardOf(anchor.inputs.card, cards), power);
    case 'cost':
      return replayCost(anchor);
  }
}

function cardOf(id: string, cards: readonly Accelerator[]): Accelerator {
  const card = cards.find((each) => each.id === id);
  if (card !== undefined) return card;
  throw new FlopscopeError(
    'internal',
    `An anchor names the card “${id}”, which is not in the list.`,
  );
}
