// Where the flexibility experiment stands, as its button has to say it.
import type { ExperimentStanding } from '../../experiment/experiment-start.ts';
import type { FlexibilityForm } from './flexibility-parameters.ts';
import { unfinishedDesigns } from './flexibility-run.ts';
import type { FlexibilitySession } from './flexibility-session.ts';

export function flexibilityStanding(
  session: FlexibilitySession,
  { plan, errors }: FlexibilityForm,
): ExperimentStanding {
  const { state, device } = session;
  const kept = session.kept(plan);
  const pieces = kept.status === 'kept' ? kept.record.pieces : [];
  const missing = unfinishedDesigns(plan, pieces);
  const canRun = device !== undefined && kept.status !== 'looking';
  const found = 'run' in state && state.run.pieces.length > 0;
  const isBegun = pieces.length > 0;
  return {
    failure:
      state.status === 'failed'
        ? {
            code: state.error.code,
            message: state.error.message,
            outcome: found ? 'What was found before is kept; trying again goes on from there.' : '',
          }
        : undefined,
    cancelled:
      state.status === 'cancelled'
        ? found
          ? 'What was found is kept.'
          : 'Nothing was found yet.'
        : undefined,
    damaged:
      kept.status === 'damaged'
        ? `What was kept here of this experiment cannot be used. ${kept.message}`
        : undefined,
    run: missing === 0 ? undefined : isBegun ? 'Go on' : 'Run it',
    isValid: Object.keys(errors).length === 0,
    canRun,
    isBegun,
    loss: 'What is kept of this size, seed and penalty is deleted, of all designs. The same seed finds the same again: for others, change the seed.',
    state: canRun
      ? missing === 0
        ? 'Complete, and kept in this browser. Raise the number of designs for narrower intervals.'
        : isBegun
          ? `${plan.repeats - missing} of ${plan.repeats} designs are whole, and kept in this browser. It goes on where it stopped.`
          : 'Everything stays in this browser. Nothing is uploaded.'
      : 'Looking at which device is here; another job of this lab goes first.',
  };
}
