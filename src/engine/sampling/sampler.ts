// Samples several kernels interleaved (A B C, C B A, …), so that drift of the device hits all alike, until
// each interval is narrow enough or the time is used up.
import { throwIfAborted } from '../../shared/errors.ts';
import { bootstrapMedian, relativeHalfWidth } from '../../shared/statistics.ts';
import type { Clock } from '../timing/clock.ts';
import type { Contender } from './contender.ts';

export interface SamplingPlan {
  /** Stop a contender when its 95 % interval is within ± this of its median. */
  readonly targetHalfWidth: number;
  readonly minSamples: number;
  readonly maxSamples: number;
  readonly budgetMs: number;
}

export type StopReason = 'target-reached' | 'time-budget' | 'sample-limit';

/** Impossible readings are repeated, but a clock that gives nothing else must not hang the run. */
const MAX_DISCARDS = 20;

export class Sampler {
  readonly clock: Clock;
  readonly #elapsedMs: () => number;
  readonly #signal: AbortSignal | undefined;
  /** Rounds are numbered through the whole run: equal numbers were taken side by side. */
  #round = 0;

  /** @param elapsedMs milliseconds since the run began. */
  constructor(clock: Clock, elapsedMs: () => number, signal: AbortSignal | undefined) {
    this.clock = clock;
    this.#elapsedMs = elapsedMs;
    this.#signal = signal;
  }

  /**
   * Adds samples to every contender and says why each stopped. Anchors (the ceilings that contenders are
   * compared with) are sampled in every round until the last contender is done.
   * @param onProgress fraction of the block that is done.
   */
  async block(
    contenders: readonly Contender[],
    anchors: readonly Contender[],
    plan: SamplingPlan,
    onProgress: (fraction: number) => void,
  ): Promise<Map<Contender, StopReason>> {
    const started = this.#elapsedMs();
    const before = new Map(contenders.map((contender) => [contender, contender.samples.length]));
    const reasons = new Map<Contender, StopReason>();
    let discards = 0;
    while (reasons.size < contenders.length) {
      const active = contenders.filter((contender) => !reasons.has(contender));
      const order = [...anchors, ...active];
      if (this.#round % 2 === 1) order.reverse();
      for (const contender of order) {
        if (!(await this.sample(contender))) discards++;
        const spent = (this.#elapsedMs() - started) / plan.budgetMs;
        onProgress(Math.min(1, Math.max(spent, reasons.size / contenders.length)));
      }
      this.#round++;
      const spent = this.#elapsedMs() - started;
      const overBudget = spent > plan.budgetMs || discards > MAX_DISCARDS;
      for (const contender of active) {
        const taken = contender.samplesMs.slice(before.get(contender));
        const reason = overBudget ? 'time-budget' : stopReason(taken, plan);
        if (reason !== undefined) reasons.set(contender, reason);
      }
    }
    return reasons;
  }

  /** Adds one sample; false when the clock gave an impossible reading. */
  async sample(contender: Contender): Promise<boolean> {
    throwIfAborted(this.#signal);
    const ms = await this.clock.sample(contender.kernel, contender.executions);
    if (ms === undefined) return false;
    contender.samples.push({ ms, atMs: this.#elapsedMs(), round: this.#round });
    return true;
  }
}

function stopReason(samplesMs: readonly number[], plan: SamplingPlan): StopReason | undefined {
  if (samplesMs.length >= plan.maxSamples) return 'sample-limit';
  if (samplesMs.length < plan.minSamples) return undefined;
  return relativeHalfWidth(bootstrapMedian(samplesMs)) <= plan.targetHalfWidth
    ? 'target-reached'
    : undefined;
}
