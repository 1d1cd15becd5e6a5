// Rejects when nothing was heard from a worker for a whole limit: a healthy one reports in between.
import { FlopscopeError } from '../shared/errors.ts';

export class Watchdog {
  readonly expired: Promise<never>;
  readonly #limitMs: number;
  readonly #sentence: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: (reason: FlopscopeError) => void = () => undefined;

  /** @param sentence what the person reads then: what happened and what to do. */
  constructor(limitMs: number, sentence: string) {
    this.#limitMs = limitMs;
    this.#sentence = sentence;
    this.expired = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.expired.catch(() => undefined);
    this.touch();
  }

  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#reject(new FlopscopeError('worker-failed', this.#sentence));
    }, this.#limitMs);
  }

  release(): void {
    clearTimeout(this.#timer);
  }
}
