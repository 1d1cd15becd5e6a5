// A run of the digits experiment as the page knows it, folded from the worker's events. Pure.
import type { DigitsPiece } from '../../../models/digits-shrink/digits-piece.ts';
import {
  type DigitsPlan,
  trainingSteps,
  wantedSteps,
} from '../../../models/digits-shrink/digits-plan.ts';
import type { ShrinkActivity, ShrinkDigitsEvent } from '../../../workers/shrink-api.ts';

export interface AccuracyRun {
  readonly plan: DigitsPlan;
  readonly only: readonly string[] | undefined;
  readonly fraction: number;
  readonly remainingMs: number | undefined;
  /** Undefined until the worker has told anything. */
  readonly now:
    | {
        readonly seed: number;
        readonly step: string;
        readonly activity: ShrinkActivity | undefined;
      }
    | undefined;
  /** All that hold by now, those of an earlier run among them. */
  readonly pieces: readonly DigitsPiece[];
}

export function startAccuracy(
  plan: DigitsPlan,
  only: readonly string[] | undefined,
  pieces: readonly DigitsPiece[],
): AccuracyRun {
  return { plan, only, fraction: 0, remainingMs: undefined, now: undefined, pieces };
}

export function applyAccuracyEvent(run: AccuracyRun, event: ShrinkDigitsEvent): AccuracyRun {
  switch (event.type) {
    case 'progress': {
      const { fraction, seed, step, activity, remainingMs } = event;
      return {
        ...run,
        fraction: Math.max(run.fraction, fraction),
        remainingMs,
        now: { seed, step, activity },
      };
    }
    case 'piece': {
      // Those that stay keep being the same objects: what was computed of them need not be computed anew.
      const holds = new Set(event.pieces.map(nameOf));
      const kept = run.pieces.filter(
        (piece) => holds.has(nameOf(piece)) && nameOf(piece) !== nameOf(event.piece),
      );
      return { ...run, pieces: [...kept, event.piece] };
    }
  }
}

/** Of the seed that it belongs to, and of the dense weights that it was built on. */
function nameOf({ seed, step, weights }: DigitsPiece): string {
  return `${seed} ${step} ${weights}`;
}

/** How many steps of all seeds there are, and are still to be run. */
export function stillMissing(
  plan: DigitsPlan,
  only: readonly string[] | undefined,
  pieces: readonly DigitsPiece[],
): { readonly missing: number; readonly all: number } {
  const wanted = wantedSteps(plan, only);
  const there = new Set(pieces.map(({ seed, step }) => `${seed} ${step}`));
  const missing = plan.seeds.reduce(
    (sum, seed) => sum + wanted.filter(({ id }) => !there.has(`${seed} ${id}`)).length,
    0,
  );
  return { missing, all: wanted.length * plan.seeds.length };
}

/** Examining and timing a network, in steps of training: as the run's own progress takes it. */
const STEPS_OF_EXAMINING = 30;

/** Seconds for what is missing, by the pace at which the dense network was trained here; undefined where it never was. */
export function secondsFromPieces(
  plan: DigitsPlan,
  only: readonly string[] | undefined,
  pieces: readonly DigitsPiece[],
): number | undefined {
  const trained = pieces.find(({ step, steps }) => step === 'dense' && steps > 0);
  if (trained === undefined) return undefined;
  const wanted = wantedSteps(plan, only);
  const dense = wanted.filter(({ kind }) => kind === 'dense');
  const steps = plan.seeds.reduce((sum, seed) => {
    const there = new Set(pieces.filter((piece) => piece.seed === seed).map(({ step }) => step));
    const missing = wanted.filter(({ id }) => !there.has(id));
    if (missing.length === 0) return sum;
    // The dense weights are not kept: whatever is missing begins with training them anew.
    const trainedAnew = there.has('dense') ? [...dense, ...missing] : missing;
    return sum + trainingSteps(trainedAnew) + STEPS_OF_EXAMINING * missing.length;
  }, 0);
  return (steps * trained.stepsMs) / trained.steps / 1e3;
}
