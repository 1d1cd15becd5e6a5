// Passes an abort on to a worker, and rejects when the worker has not obeyed within the grace time.
import { FlopscopeError } from '../shared/errors.ts';

export interface AbortRace {
  /** Rejects with `aborted`. */
  readonly expired: Promise<never>;
  release(): void;
}

export function abortRace(signal: AbortSignal, graceMs: number, ask: () => void): AbortRace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: () => void = () => undefined;
  const expired = new Promise<never>((_, reject) => {
    onAbort = () => {
      ask();
      timer = setTimeout(() => {
        reject(new FlopscopeError('aborted', 'The run was cancelled.'));
      }, graceMs);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  expired.catch(() => undefined);
  return {
    expired,
    release: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}
