// Chooses among the variants of a kernel, or the forms of a ceiling, within a time budget.
import type { KernelDescriptor, Tunables } from '../kernels/descriptor.ts';
import type { Problem } from '../shared/problem.ts';
import { median } from '../shared/statistics.ts';
import { enterContender } from './enter-contender.ts';
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

export interface RaceEntry {
  readonly descriptor: KernelDescriptor;
  readonly problem: Problem;
  /** In the order to try them, the safest first. */
  readonly variants: readonly Tunables[];
}

export interface RaceLimits {
  /** No new variant starts after this; at least one is run. */
  readonly budgetMs: number;
  /** How many finalists stay prepared. */
  readonly keep: number;
}

export async function race(
  run: RunContext,
  { descriptor, problem, variants }: RaceEntry,
  { budgetMs, keep }: RaceLimits,
  onProgress: (fraction: number, detail: string) => void,
): Promise<RaceResult> {
  const started = run.elapsedMs();
  let finalists: Contender[] = [];
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
    const ranked = [...finalists, contender].sort((a, b) => bestMs(a) - bestMs(b));
    finalists = ranked.slice(0, keep);
    for (const loser of ranked.slice(keep)) loser.kernel.dispose();
  }
  return { finalists, entries };
}

function bestMs(contender: Contender): number {
  return Math.min(...contender.samplesMs);
}

/** The fastest first. */
export function rankByMedian(contenders: readonly Contender[]): Contender[] {
  return contenders
    .filter(({ samples }) => samples.length > 0)
    .sort((a, b) => median(a.samplesMs) - median(b.samplesMs));
}
