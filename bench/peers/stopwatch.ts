// Times executions of any contender by the wall clock, from the first call of the library until its own
// queue is empty: the only instrument that is the same for all of them.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import type { Execution } from './contender.ts';

/** Wished length of one sample. */
const SAMPLE_MS = 80;
/** Longer samples would bring watchdogs near. */
const LONGEST_SAMPLE_MS = 250;
/** A sample this many times longer than the wait for an empty queue is off by at most 0.5 %. */
const WAIT_MARGIN = 200;
/** More calls in flight help nobody, and some libraries keep a result for each. */
const MOST_EXECUTIONS = 4096;
const EMPTY_SUBMITS = 9;

/** A first execution of this length, compilation and read-back included, need not be looked at again. */
const SURELY_LONG_MS = 3000;

/**
 * Waiting in Node is a busy loop that takes a core from the work: it sleeps through this share of the expected
 * time. Timers fire up to so late.
 */
const SLEPT_SHARE = 0.85;
const TIMER_SLACK_MS = 2;

/** How many executions make a sample, and how long one is expected to take. */
export interface Pace {
  readonly count: number;
  executionMs: number;
}

export class Stopwatch {
  readonly #provider: GpuProvider;
  readonly #device: GPUDevice;
  /** Shortest wait for an empty submit: what is longer was the machine's doing. */
  readonly waitMs: number;
  #longFirst = false;

  static async calibrate(provider: GpuProvider, device: GPUDevice): Promise<Stopwatch> {
    const waits: number[] = [];
    for (let submit = 0; submit < EMPTY_SUBMITS; submit++) {
      const started = provider.now();
      device.queue.submit([]);
      await device.queue.onSubmittedWorkDone();
      waits.push(provider.now() - started);
    }
    return new Stopwatch(provider, device, Math.min(...waits));
  }

  private constructor(provider: GpuProvider, device: GPUDevice, waitMs: number) {
    this.#provider = provider;
    this.#device = device;
    this.waitMs = waitMs;
  }

  get #usesSlope(): boolean {
    return WAIT_MARGIN * this.waitMs > LONGEST_SAMPLE_MS;
  }

  /**
   * How many executions make one sample, and roughly how long one takes.
   * @param lookedMs how long the first execution and reading its answer took.
   */
  async probe(execution: Execution, lookedMs: number): Promise<Pace> {
    if (lookedMs > SURELY_LONG_MS) return { count: 1, executionMs: lookedMs };
    const firstMs = await this.#elapsed(execution, 1, 0);
    if (firstMs > LONGEST_SAMPLE_MS) return { count: 1, executionMs: firstMs };
    let executionMs = await this.#elapsed(execution, 1, 0);
    const wantedMs = Math.min(LONGEST_SAMPLE_MS, Math.max(SAMPLE_MS, WAIT_MARGIN * this.waitMs));
    let count = 1;
    while (count < MOST_EXECUTIONS && executionMs * count < wantedMs / 2) {
      const growth = Math.min(8, wantedMs / (executionMs * count));
      count = Math.min(MOST_EXECUTIONS, Math.ceil(count * growth));
      executionMs = (await this.#elapsed(execution, count, 0)) / count;
    }
    count = Math.min(MOST_EXECUTIONS, Math.max(1, Math.round(wantedMs / executionMs)));
    return { count, executionMs };
  }

  /**
   * Milliseconds of one execution. Where waiting is slow the difference of N and 2N executions, which cancels
   * it; undefined when that came out impossible. Adapts the pace's expectation.
   */
  async sample(execution: Execution, pace: Pace): Promise<number | undefined> {
    const { count } = pace;
    if (!this.#usesSlope) return (await this.#attentive(execution, count, pace)) / count;
    this.#longFirst = !this.#longFirst;
    const first = await this.#attentive(execution, this.#longFirst ? 2 * count : count, pace);
    const second = await this.#attentive(execution, this.#longFirst ? count : 2 * count, pace);
    const slope = (this.#longFirst ? first - second : second - first) / count;
    return slope > 0 ? slope : undefined;
  }

  /** Like #elapsed, again where the host slept beyond the end of the work. */
  async #attentive(execution: Execution, count: number, pace: Pace): Promise<number> {
    for (;;) {
      const expectedMs = count * pace.executionMs;
      const ms = await this.#elapsed(execution, count, expectedMs);
      const slept = this.#provider.sleep === undefined ? 0 : asleepMs(expectedMs);
      const overslept = slept > 0 && ms - slept < TIMER_SLACK_MS;
      pace.executionMs = overslept ? pace.executionMs / 2 : ms / count;
      if (!overslept) return ms;
    }
  }

  /** Milliseconds of `count` executions with the wait for them. */
  async #elapsed(execution: Execution, count: number, expectedMs: number): Promise<number> {
    const started = this.#provider.now();
    await execution.submit(count);
    const restMs = asleepMs(expectedMs) - (this.#provider.now() - started);
    if (restMs > 0) await this.#provider.sleep?.(restMs);
    await this.#device.queue.onSubmittedWorkDone();
    return this.#provider.now() - started;
  }
}

/** Since the first submit. */
function asleepMs(expectedMs: number): number {
  return SLEPT_SHARE * expectedMs - 2 * TIMER_SLACK_MS;
}
