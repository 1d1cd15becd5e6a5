// A job that waits for its turn can be given up at once; what runs before it is not disturbed.
import { FlopscopeError } from '../shared/errors.ts';

export class Waiting {
  /** Rejects with `aborted` when the signal fires before `end`. */
  readonly givenUp: Promise<never>;
  readonly #signal: AbortSignal;
  #giveUp: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    this.givenUp = new Promise<never>((_, reject) => {
      this.#giveUp = () => {
        reject(new FlopscopeError('aborted', 'The run was cancelled.'));
      };
    });
    this.givenUp.catch(() => undefined);
    signal.addEventListener('abort', this.#giveUp, { once: true });
  }

  /** Its turn has come. */
  end(): void {
    this.#signal.removeEventListener('abort', this.#giveUp);
  }
}
