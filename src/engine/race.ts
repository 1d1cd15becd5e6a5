// Chooses among the variants of a kernel, or the forms of a ceiling, within a time budget.
import type { KernelDescriptor, Tunables } from '../kernels/descriptor.ts';
import type { Problem } from '../shared/problem.ts';
import { median } from '../shared/statistics.ts';
import { enterContender } from './enter-contender.ts';
import { supportedVariants } from './supported-variants.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';

/** Two samples: the first may still see the clock ramp up; the better one counts. */
const RACE_SAMPLES = 2;

export interface RaceResult {
  /** Best first; the caller disposes them. */
  readonly finalists: Contender[];
  /** Every variant that ran, with the milliseconds of one execution. */
  readonly entries: { readonly tunables: Tunables; readonly executionMs: number }[];
}

/**
 * Runs variants in the order the descriptor gives until the budget is used up, at least one.
 * @param keep how many finalists stay prepared.
 */
export async function race(
  run: RunContext,
  descriptor: KernelDescriptor,
  problem: Problem,
  budgetMs: number,
  keep: number,
  onProgress: (fraction: number, detail: string) => void,
): Promise<RaceResult> {
  const variants = supportedVariants(descriptor, problem, run.session.traits);
  const started = run.elapsedMs();
  const finalists: Contender[] = [];
  const entries: RaceResult['entries'] = [];
  for (const [index, tunables] of variants.entries()) {
    if (entries.length > 0 && run.elapsedMs() - started > budgetMs) break;
    onProgress(
      index / variants.length,
      `${descriptor.label}: variant ${index + 1} of ${variants.length}`,
    );
    const contender = await enterContender(run, descriptor, problem, tunables);
    if (contender === undefined) continue;
    for (let sample = 0; sample < RACE_SAMPLES; sample++) await run.sampler.sample(contender);
    if (contender.samples.length === 0) {
      contender.kernel.dispose();
      continue;
    }
    entries.push({ tunables, executionMs: bestMs(contender) });
    finalists.push(contender);
    finalists.sort((a, b) => bestMs(a) - bestMs(b));
    for (const loser of finalists.splice(keep)) loser.kernel.dispose();
  }
  return { finalists, entries };
}

function bestMs(contender: Contender): number {
  return Math.min(...contender.samplesMs);
}

/** The finalist with the lowest median after more samples; the others are disposed. */
export function crown(finalists: readonly Contender[]): Contender | undefined {
  const ranked = [...finalists].sort((a, b) => median(a.samplesMs) - median(b.samplesMs));
  for (const loser of ranked.slice(1)) loser.kernel.dispose();
  return ranked[0];
}
