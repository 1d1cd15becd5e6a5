// A run in progress in one line.
import { formatRemaining } from '../../shared/format-duration.ts';
import type { RunProgress } from '../run-part.ts';

/** "Matrix product f32, 34 %, about 12 s left". */
export function describeProgress(progress: RunProgress | undefined, isStopping: boolean): string {
  if (isStopping) return 'Stopping …';
  if (progress === undefined) return 'Loading the engine …';
  const { step, fraction, remainingMs, waitingFor } = progress;
  if (waitingFor > 0) return 'Waiting for another measurement on this page …';
  const left = remainingMs > 0 ? `, about ${formatRemaining(remainingMs)} left` : '';
  return `${step}, ${Math.floor(fraction * 100)}\u00a0%${left}`;
}
