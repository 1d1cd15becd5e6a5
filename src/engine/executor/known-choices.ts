// The choices that a measurement made, so that the executor runs each layer with the kernel that won on the most
// alike problem.
import { accumulatesInHalf } from '../../shared/result/accumulation.ts';
import type { Measured, Measurement } from '../../shared/result/schema.ts';
import type { KnownChoice } from '../tuner/shipped-choices.ts';

/** The fastest verified kernel of every measured problem. */
export function knownChoices(measurements: readonly Measurement[]): readonly KnownChoice[] {
  const best = new Map<string, Measured>();
  for (const each of measurements) {
    if (each.status !== 'measured' || accumulatesInHalf(each)) continue;
    const key = JSON.stringify(each.problem);
    const other = best.get(key);
    if (other === undefined || each.durationMs.median < other.durationMs.median) {
      best.set(key, each);
    }
  }
  return [...best.values()].map(({ problem, kernel, parameters }) => ({
    problem,
    kernel,
    parameters,
  }));
}
