// Cuts a step into submits that stay far below every watchdog: by what each dispatch should take at rates that
// are learnt from the submits themselves.
import type { KernelPlan } from '../../kernels/descriptor.ts';
import { FlopscopeError } from '../../shared/errors.ts';

/** Few submits, and yet a fifth of what the strictest watchdogs (0.5 s on some phones) allow. */
const TARGET_MS = 100;

/** Windows resets a driver after 2 s; half of that leaves room for a wrong guess. */
const LONGEST_DISPATCH_MS = 1000;

/**
 * Before anything ran: rates that every adapter reaches. A naive product on SwiftShader, 0.3 GFLOPS, and a
 * hundredth of a laptop's memory bandwidth.
 */
const FIRST_GUESS = { flopsPerMs: 0.3e6, bytesPerMs: 0.5e6, dispatchMs: 0.02 } as const;

export class SubmitPlanner {
  readonly #weights: readonly number[];
  readonly #labels: readonly string[];
  readonly #softwareAdapter: boolean;
  /** Measured over guessed time. */
  #scale = 1;

  /** @param plans of the dispatches in order. @param softwareAdapter no driver watches those. */
  constructor(
    plans: readonly Pick<KernelPlan, 'flops' | 'bytes'>[],
    labels: readonly string[],
    softwareAdapter: boolean,
  ) {
    this.#weights = plans.map(
      ({ flops, bytes }) =>
        flops / FIRST_GUESS.flopsPerMs + bytes / FIRST_GUESS.bytesPerMs + FIRST_GUESS.dispatchMs,
    );
    this.#labels = labels;
    this.#softwareAdapter = softwareAdapter;
  }

  /** Milliseconds that a range of dispatches should take. */
  expectedMs(from: number, to: number): number {
    let sum = 0;
    for (let index = from; index < to; index++) sum += this.#weights[index] ?? 0;
    return sum * this.#scale;
  }

  /**
   * Where the submit that begins with dispatch `from` ends (exclusive).
   * @throws FlopscopeError `invalid-input` when a single dispatch may outlast a driver's watchdog, once the
   *   rates are known.
   */
  end(from: number): number {
    let to = from;
    let sum = 0;
    while (to < this.#weights.length) {
      const ms = (this.#weights[to] ?? 0) * this.#scale;
      if (to > from && sum + ms > TARGET_MS) break;
      if (this.learnt && !this.#softwareAdapter && ms > LONGEST_DISPATCH_MS) {
        throw new FlopscopeError(
          'invalid-input',
          `The layer "${this.#labels[to] ?? ''}" would keep the GPU busy for about ${(ms / 1e3).toFixed(1)} s at a stretch, and its driver may be reset after two. Choose a smaller batch or input.`,
        );
      }
      sum += ms;
      to++;
    }
    return to;
  }

  /** Whether a step was timed. */
  learnt = false;

  /** After dispatches [from, to) took `ms`. The scale only falls slowly, so that one fast layer promises nothing. */
  learn(from: number, to: number, ms: number): void {
    const guessed = this.expectedMs(from, to) / this.#scale;
    if (guessed <= 0 || ms <= 0) return;
    const seen = ms / guessed;
    this.#scale = Math.max(seen, this.#scale / 4);
  }

  /** After a whole step took `ms`. */
  finish(ms: number): void {
    const guessed = this.expectedMs(0, this.#weights.length) / this.#scale;
    if (guessed <= 0 || ms <= 0) return;
    this.#scale = ms / guessed;
    this.learnt = true;
  }
}
