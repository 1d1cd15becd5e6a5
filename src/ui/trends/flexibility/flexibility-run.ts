// A run of the flexibility experiment as the page knows it, folded from the worker's events. Pure.
import type { FlexibilityPiece } from '../../../models/flexibility/flexibility-piece.ts';
import { ESTIMATORS, type FlexibilityPlan } from '../../../models/flexibility/flexibility-plan.ts';
import { formatCount } from '../../../shared/format.ts';
import { formatRemaining } from '../../../shared/format-duration.ts';
import type { FlexibilityEvent } from '../../../workers/flexibility-api.ts';

export interface FlexibilityRun {
  readonly plan: FlexibilityPlan;
  readonly fraction: number;
  readonly remainingMs: number | undefined;
  /** Undefined until the worker has told anything. */
  readonly now: { readonly repeat: number; readonly samples: number } | undefined;
  /** Those of an earlier run among them. */
  readonly pieces: readonly FlexibilityPiece[];
}

export function startFlexibility(
  plan: FlexibilityPlan,
  pieces: readonly FlexibilityPiece[],
): FlexibilityRun {
  return { plan, fraction: 0, remainingMs: undefined, now: undefined, pieces };
}

export function applyFlexibilityEvent(
  run: FlexibilityRun,
  event: FlexibilityEvent,
): FlexibilityRun {
  switch (event.type) {
    case 'progress': {
      const { fraction, repeat, samples, remainingMs } = event;
      return {
        ...run,
        fraction: Math.max(run.fraction, fraction),
        remainingMs,
        now: { repeat, samples },
      };
    }
    case 'pieces':
      return { ...run, pieces: [...run.pieces, ...event.pieces] };
  }
}

/** Designs of the plan of which something is missing. */
export function unfinishedDesigns(
  { repeats, sampleSizes }: FlexibilityPlan,
  pieces: readonly FlexibilityPiece[],
): number {
  const counts = new Map<number, number>();
  for (const { repeat } of pieces) counts.set(repeat, (counts.get(repeat) ?? 0) + 1);
  const whole = sampleSizes.length * ESTIMATORS.length;
  const finished = [...counts].filter(([repeat, count]) => repeat < repeats && count >= whole);
  return repeats - finished.length;
}

/** "Design 2 of 8, 2,936 samples". */
export function progressStep({ now, plan }: FlexibilityRun): string {
  if (now === undefined) return 'Waiting for the GPU';
  return `Design ${now.repeat + 1} of ${plan.repeats}, ${formatCount(now.samples)} samples`;
}

/** "About 2 min left." */
export function progressNote({ remainingMs }: FlexibilityRun): string {
  return remainingMs === undefined
    ? 'How long it takes is learnt from the first samples.'
    : `About ${formatRemaining(remainingMs)} left.`;
}
