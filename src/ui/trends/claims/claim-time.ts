// How long the work of a claim would take on this device, in a sentence.
import { printDuration } from '../../../estimate/shrink/print-amount.ts';
import { FlopscopeError } from '../../../shared/errors.ts';
import { formatScientific } from '../../../shared/format.ts';
import type { TrainingRate } from '../../../trends/efficiency/training-rate.ts';
import { whatItTakes } from '../../../trends/growth/what-it-takes.ts';

/** @param flop 1 MAC = 2 FLOP. */
export function claimTime(flop: number, rate: TrainingRate, device: string): string {
  const work = `${formatScientific(flop)} FLOP (1 MAC = 2 FLOP)`;
  try {
    const { seconds } = whatItTakes(flop, rate.flopsPerSecond);
    return `${work} take ${printDuration(seconds)} on ${device}, at the rate predicted for training ${rate.model.name} there.`;
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return `${work}: ${thrown.message}`;
    throw thrown;
  }
}
