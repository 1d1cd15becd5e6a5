// How long the experiment takes on this device, as far as anything tells.
import type { DigitsSize } from '../../../models/digits-shrink/digits-plan.ts';
import { formatDuration } from '../../../shared/format-duration.ts';

export interface TimeFacts {
  /** Steps that are still to be run. */
  readonly missing: number;
  /** Seconds by the measured kernels of this device. */
  readonly foretold: number | undefined;
  /** Seconds for what is missing, by what was trained here already. */
  readonly learnt: number | undefined;
  readonly software: boolean;
  readonly size: DigitsSize;
}

/** Seconds beyond which a processor is no place for it. */
const HOUR = 3600;

/** From so many seconds on, rounded to so many. */
const STEPS = [
  [HOUR, 600],
  [600, 60],
  [60, 10],
] as const;
const LAST_STEP = [0, 5] as const;

export function timeSentence({ missing, foretold, learnt, software, size }: TimeFacts): string {
  if (missing === 0) return 'All of it is here.';
  if (learnt !== undefined) {
    return `The rest takes about ${rounded(learnt)} here, by the pace of what was trained already.`;
  }
  if (foretold !== undefined) {
    return `About ${rounded(foretold)} here, by the measured kernels of this device${foretold > HOUR && software ? ': rather for a GPU' : ''}.`;
  }
  if (software) {
    return size === 'smoke'
      ? 'Some minutes on a processor; the first steps tell.'
      : 'A processor takes hours for this; the first steps tell how many.';
  }
  return 'How long it takes here is learnt from the first steps.';
}

/** To some two digits, in whole units that a clock has: no more is known. */
function rounded(seconds: number): string {
  const [, step] = STEPS.find(([least]) => seconds >= least) ?? LAST_STEP;
  return formatDuration(Math.ceil(seconds / step) * step);
}
