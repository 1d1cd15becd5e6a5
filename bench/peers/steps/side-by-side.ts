// Times two trainers in turns by the wall clock, from the first call of a step until its own queue is empty.
import { median } from '../../../src/shared/statistics.ts';
import type { SentinelRecord } from '../row.ts';
import { movement, type Sentinel } from '../sentinel.ts';
import type { Stopwatch } from '../stopwatch.ts';
import type { Trainer } from './trainer.ts';

/** One way of training with how many steps make a sample. */
export interface Paced {
  readonly trainer: Trainer;
  readonly steps: number;
  readonly stepMs: number;
}

/** Milliseconds of one step by round. */
export interface Block {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
  readonly sentinel: SentinelRecord;
}

/** As for shapes: beyond this the rounds are not side by side any more. */
const MOVED_BEYOND = 0.05;
const MOST_ATTEMPTS = 3;

/** A block that took longer is not repeated: its rounds still cancel what drift there was. */
const REPEATED_BELOW_MS = 60_000;

/** Samples before the choice among forms, the median of which counts; one where a sample takes over this time. */
const LOOKS = 3;
const LONG_SAMPLE_MS = 1000;
const MOST_STEPS = 500;

export class SideBySide {
  readonly #now: () => number;
  readonly #sentinel: Sentinel;
  readonly #watch: Stopwatch;

  constructor(now: () => number, sentinel: Sentinel, watch: Stopwatch) {
    this.#now = now;
    this.#sentinel = sentinel;
    this.#watch = watch;
  }

  /**
   * Finds how many steps make a sample of that length.
   * @param trainer that trained its first steps, so that everything is compiled.
   */
  async pace(trainer: Trainer, sampleMs: number): Promise<Paced> {
    let steps = 1;
    let stepMs = await this.#sample(trainer, steps);
    const wanted = () => Math.min(MOST_STEPS, Math.max(1, Math.round(sampleMs / stepMs)));
    while (steps < wanted() / 2) {
      steps = Math.min(8 * steps, wanted());
      stepMs = await this.#sample(trainer, steps);
    }
    steps = wanted();
    const looks: number[] = [];
    const wantedLooks = steps * stepMs > LONG_SAMPLE_MS ? 1 : LOOKS;
    while (looks.length < wantedLooks) looks.push(await this.#sample(trainer, steps));
    return { trainer, steps, stepMs: median(looks) };
  }

  /** A B, B A, … with the sentinel in every round; again when it moved, and the steadiest attempt counts. */
  async block(ours: Paced, peer: Paced, rounds: number): Promise<Block> {
    const started = this.#now();
    let best = await this.#rounds(ours, peer, rounds);
    let attempts = 1;
    const mayRepeat = () => attempts < MOST_ATTEMPTS && this.#now() - started < REPEATED_BELOW_MS;
    while (Math.abs(best.sentinel.moved) > MOVED_BEYOND && mayRepeat()) {
      const attempt = await this.#rounds(ours, peer, rounds);
      attempts++;
      if (Math.abs(attempt.sentinel.moved) < Math.abs(best.sentinel.moved)) best = attempt;
    }
    return { ...best, sentinel: { ...best.sentinel, attempts } };
  }

  async #rounds(ours: Paced, peer: Paced, rounds: number): Promise<Block> {
    const { execution, flops } = this.#sentinel;
    const pace = await this.#watch.probe(execution, 0);
    const gflops: number[] = [];
    const own = { side: ours, samplesMs: [] as number[] };
    const other = { side: peer, samplesMs: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const ms = await this.#watch.sample(execution, pace);
      if (ms !== undefined) gflops.push(flops / ms / 1e6);
      for (const { side, samplesMs } of round % 2 === 0 ? [own, other] : [other, own]) {
        samplesMs.push(await this.#sample(side.trainer, side.steps));
      }
    }
    const sentinel = { gflops, moved: movement(gflops), attempts: 1 };
    return { ours: own.samplesMs, peer: other.samplesMs, sentinel };
  }

  /** Milliseconds of one step. */
  async #sample(trainer: Trainer, steps: number): Promise<number> {
    const started = this.#now();
    await trainer.train(steps);
    return (this.#now() - started) / steps;
  }
}
