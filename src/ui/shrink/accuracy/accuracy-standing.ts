// Where the experiment with the digits stands, as its button has to say it.
import { printMoment } from '../../answer/print-date.ts';
import type { ExperimentStanding } from '../../experiment/experiment-start.ts';
import type { AccuracyForm } from './accuracy-parameters.ts';
import { stillMissing } from './accuracy-run.ts';
import type { AccuracySession } from './accuracy-session.ts';
import type { KeptDigits } from './kept-store.ts';

export function accuracyStanding(
  session: AccuracySession,
  { plan, only, seedsError }: AccuracyForm,
): ExperimentStanding {
  const { state, device, othersRun } = session;
  const kept = session.kept(plan);
  const pieces = kept.status === 'kept' ? kept.pieces : [];
  const { missing, all } = stillMissing(plan, only, pieces);
  const isCancelled = state.status === 'cancelled' && state.run.plan.hash === plan.hash;
  const isKnown = device !== undefined && kept.status !== 'looking';
  return {
    failure:
      state.status === 'failed'
        ? { code: state.error.code, message: state.error.message, outcome: keptSentence(kept) }
        : undefined,
    cancelled: isCancelled
      ? keptSentence(kept) || 'Nothing was done yet, and nothing is kept.'
      : undefined,
    damaged:
      kept.status === 'damaged'
        ? `What was kept here of this size cannot be used. ${kept.message}`
        : undefined,
    run: missing === 0 ? undefined : missing === all ? 'Run it' : 'Go on',
    isValid: seedsError === undefined,
    canRun: isKnown && !othersRun,
    isBegun: pieces.length > 0,
    loss: 'What is kept of this size on this device is deleted, of all seeds. Save it as a file first if it matters.',
    state: isKnown
      ? othersRun
        ? 'Another job has the GPU; this one can begin when it has ended.'
        : progressSentence(kept, missing, all)
      : othersRun
        ? 'Another job has the GPU. Which device this is, and what is kept of it, is known when that has ended.'
        : 'Looking at which device is here, and what is kept of it.',
  };
}

function progressSentence(kept: KeptDigits, missing: number, all: number): string {
  const isKept = kept.status === 'kept';
  if (missing === 0) {
    return `Complete${isKept ? `, found ${printMoment(kept.savedAt)}` : ''}; kept in this browser.`;
  }
  if (!isKept || kept.pieces.length === 0) {
    return 'Everything stays in this browser. Nothing is uploaded.';
  }
  return `${all - missing} of ${all} steps are kept here since ${printMoment(kept.savedAt)}. Going on trains the dense network of an unfinished seed again, as weights are not kept.`;
}

function keptSentence(kept: KeptDigits): string {
  if (kept.status !== 'kept' || kept.pieces.length === 0) return '';
  const { length } = kept.pieces;
  return length === 1
    ? 'The one step that is done is kept.'
    : `The ${length} steps that are done are kept.`;
}
