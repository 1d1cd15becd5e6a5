// Chooses among all kernels and variants that compute a problem: those that the roofline rules out are never
// compiled, the others meet the best so far side by side, and what was learnt is kept for the next run.
import type { KernelDescriptor } from '../../kernels/descriptor.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Attempt, TuningReport } from '../../shared/tuning.ts';
import { tryContender } from '../enter-contender.ts';
import type { RunContext } from '../run-context.ts';
import type { Contender } from '../sampling/contender.ts';
import {
  type Candidate,
  candidatesFor,
  choiceOf,
  findCandidate,
} from '../../kernels/candidates.ts';
import { duel } from './duel.ts';
import { ContenderPool } from './contender-pool.ts';
import { problemClass } from './problem-class.ts';
import { leastMs, type Roofs } from './roofs.ts';
import { ofForms } from './fast-forms.ts';
import { untunedCandidate } from './shipped-choices.ts';
import { SweepMemory } from './sweep-memory.ts';
import { MemoryTuningStore } from './tuning-store.ts';

/** A challenger whose probe is this many times slower than the best is not worth a duel. */
const HOPELESS = 2;

export interface TuneRequest {
  readonly problem: Problem;
  /** Only kernels of the problem's operation; each is known to run this problem without upsetting a watchdog. */
  readonly kernels: readonly KernelDescriptor[];
  /** As `accumulatorChoices`: variants that sum in other types are no substitutes for each other. */
  readonly accumulatorBits: number;
  /**
   * No new candidate starts after this. What is prepared in any case, because it is going to be measured, is not
   * charged: the untuned choice, what an earlier run chose, and under `each` the first variant of every kernel.
   */
  readonly budgetMs: number;
  readonly roofs: Roofs;
  /** How many kernels stay prepared, each with its best variant, besides the untuned choice. */
  readonly keep: number;
  /** `some`: what the budget allows. `each`: at least one variant of every kernel, whatever it takes. */
  readonly coverage: 'some' | 'each';
  /**
   * Keys of kernels' forms: only these are measured, whatever it takes, and what earlier runs found does not count.
   * All forms that need vectors have a sibling without; a problem that nothing else fits is tuned as usual.
   */
  readonly among?: ReadonlySet<string>;
  /** Forget what earlier runs found. */
  readonly afresh: boolean;
}

export interface TuningOutcome {
  /** Prepared and verified, the fastest first by what is known so far; the caller disposes them. */
  readonly contenders: readonly Contender[];
  /** What would have run without tuning; one of the contenders. */
  readonly untuned: Contender;
  /** Everything of the report that does not need the final samples. */
  readonly facts: Omit<TuningReport, 'problem' | 'winner' | 'gain'>;
}

/**
 * @returns undefined when no candidate runs on this device; the reasons are recorded.
 * @throws FlopscopeError when the device is lost or the run is cancelled. What was tried until then is kept.
 */
export async function tune(
  run: RunContext,
  request: TuneRequest,
  onProgress: (fraction: number, detail: string) => void,
): Promise<TuningOutcome | undefined> {
  const { problem, kernels, accumulatorBits, afresh } = request;
  const all = candidatesFor(kernels, problem, run.session.traits, accumulatorBits);
  const among = request.among === undefined ? [] : ofForms(all, request.among);
  const candidates = among.length > 0 ? among : all;
  const untuned = untunedCandidate(candidates, problem, run.session.info);
  if (untuned === undefined) return undefined;
  const memory = await SweepMemory.open(
    among.length > 0 ? new MemoryTuningStore() : run.tuningStore,
    { adapter: run.adapterKey, problemClass: problemClass(problem, accumulatorBits) },
    afresh,
  );
  const budgetMs = among.length > 0 ? Infinity : request.budgetMs;
  const sweep = new Sweep(run, { ...request, budgetMs }, memory);
  try {
    return await sweep.run(candidates, untuned, onProgress);
  } catch (thrown) {
    sweep.pool.dispose();
    if (run.signal?.aborted === true) await memory.release();
    throw thrown;
  }
}

class Sweep {
  readonly pool: ContenderPool;
  readonly #run: RunContext;
  readonly #request: TuneRequest;
  readonly #memory: SweepMemory;
  #chargedMs = 0;
  #pruned = 0;
  #left = 0;
  #raced = false;
  /** Milliseconds that the latest variant of each kernel took from its shader to its last sample. */
  readonly #entryMs = new Map<string, number>();

  constructor(run: RunContext, request: TuneRequest, memory: SweepMemory) {
    this.#run = run;
    this.#request = request;
    this.#memory = memory;
    this.pool = new ContenderPool(request.keep);
  }

  async run(
    candidates: readonly Candidate[],
    untuned: Candidate,
    onProgress: (fraction: number, detail: string) => void,
  ): Promise<TuningOutcome | undefined> {
    const known = this.#knownBest(candidates);
    const stored = known.length > 0;
    const isComplete = this.#memory.complete;
    await this.#enter(untuned);
    for (const candidate of known) if (candidate !== untuned) await this.#enter(candidate);
    const rest = candidates.filter(
      (candidate) =>
        candidate !== untuned && this.#memory.attemptOf(choiceOf(candidate)) === undefined,
    );
    for (const [index, candidate] of rest.entries()) {
      onProgress(index / rest.length, `${candidate.descriptor.label}: trying its variants`);
      await this.#consider(candidate, isComplete);
    }
    if (this.#left === 0 && !isComplete) await this.#memory.finish();
    const first = this.pool.untuned ?? this.pool.best;
    if (first === undefined) return undefined;
    return {
      contenders: this.pool.ranked(),
      untuned: first,
      facts: {
        accumulatorBits: this.#request.accumulatorBits,
        source: this.#raced ? 'raced' : stored ? 'stored' : 'shipped',
        untuned: choiceOf({ descriptor: first.kernel.descriptor, tunables: first.kernel.tunables }),
        attempts: [...this.#memory.attempts],
        pruned: this.#pruned,
        left: this.#left,
        spentMs: this.#chargedMs,
      },
    };
  }

  /** The best variant of each of the fastest kernels of an earlier sweep. */
  #knownBest(candidates: readonly Candidate[]): readonly Candidate[] {
    const perKernel = new Map<string, Candidate>();
    for (const attempt of this.#memory.ranked()) {
      const candidate = findCandidate(candidates, attempt);
      if (candidate !== undefined && !perKernel.has(attempt.kernel)) {
        perKernel.set(attempt.kernel, candidate);
      }
    }
    const kept = this.#request.coverage === 'each' ? perKernel.size : this.#request.keep;
    return [...perKernel.values()].slice(0, kept);
  }

  async #consider(candidate: Candidate, isComplete: boolean): Promise<void> {
    const { problem, budgetMs, roofs, coverage } = this.#request;
    const { descriptor, tunables } = candidate;
    const owed =
      !this.#entryMs.has(descriptor.id) && (coverage === 'each' || descriptor.baseline === true);
    // Some drivers compile for half a minute: what its sibling took, a variant will take as well.
    const expectedMs = this.#entryMs.get(descriptor.id) ?? 0;
    const leftMs = budgetMs - this.#chargedMs;
    const late = isComplete || leftMs <= expectedMs;
    if (late && !owed) {
      this.#left++;
      return;
    }
    const bestMs = this.pool.bestMs;
    if (!owed && leastMs(descriptor.plan(problem, tunables), problem.precision, roofs) > bestMs) {
      this.#pruned++;
      return;
    }
    this.#raced = true;
    const enteredMs = this.#run.elapsedMs();
    await this.#enter(candidate);
    if (!owed) this.#chargedMs += this.#run.elapsedMs() - enteredMs;
  }

  /** Compiles, verifies and compares one candidate, and remembers what came of it. */
  async #enter(candidate: Candidate): Promise<void> {
    const { descriptor, tunables } = candidate;
    const choice = choiceOf(candidate);
    const enteredMs = this.#run.elapsedMs();
    await this.#memory.begin(choice);
    const entered = await tryContender(this.#run, descriptor, this.#request.problem, tunables);
    const attempt: Attempt =
      'reason' in entered
        ? { ...choice, ms: null, reason: entered.reason.slice(0, 500) }
        : { ...choice, ms: await this.#compare(entered) };
    await this.#memory.add(attempt);
    this.#entryMs.set(descriptor.id, this.#run.elapsedMs() - enteredMs);
  }

  /** Milliseconds of one execution; null when the clock could not read it. */
  async #compare(contender: Contender): Promise<number | null> {
    const champion = this.pool.best;
    if (champion === undefined) {
      const sampled = await this.#run.sampler.sample(contender);
      const ms = sampled ? (contender.samples.at(-1)?.ms ?? null) : null;
      this.pool.add(contender, ms ?? contender.probedMs);
      return ms;
    }
    const bestMs = this.pool.bestMs;
    const hopeless = contender.probedMs > bestMs * HOPELESS;
    const ratio = hopeless ? undefined : await duel(this.#run.sampler, champion, contender);
    const ms = ratio === undefined ? contender.probedMs : ratio * bestMs;
    this.pool.add(contender, ms);
    return ms;
  }
}
