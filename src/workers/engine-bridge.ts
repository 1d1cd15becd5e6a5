// The page's side of the engine worker: one job at a time, an AbortSignal for each, and a stuck worker is
// ended and replaced. The page's own thread does nothing but pass messages.
import * as Comlink from 'comlink';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { DeviceDescription, EngineApi, Outcome } from './engine-api.ts';
import { readPageFacts } from './page-facts.ts';

/** The engine looks at the signal between submits of at most 250 ms; ten of them is stuck. */
const ABORT_GRACE_MS = 2500;

/** A healthy run reports at least once per shader compilation; the slowest seen took 4 s. */
const SILENCE_LIMIT_MS = 60_000;

export interface MeasureOptions {
  readonly signal: AbortSignal;
  readonly onEvent: (event: MeasureEvent) => void;
}

interface Running {
  readonly worker: Worker;
  readonly api: Comlink.Remote<EngineApi>;
  readonly failed: Promise<never>;
}

export class EngineBridge {
  #running: Running | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** @throws FlopscopeError when there is no usable adapter, saying what to do. */
  async describe(): Promise<DeviceDescription> {
    return this.#enqueue(async ({ api, failed }) =>
      unwrap(await Promise.race([api.describe(await readPageFacts()), failed])),
    );
  }

  /**
   * Runs a suite. Jobs queue: a second call starts when the first has ended.
   * @throws FlopscopeError `aborted` when the signal fires; every failure of the engine by its own code.
   */
  async measure(request: MeasureRequest, options: MeasureOptions): Promise<DeviceProfile> {
    const { signal, onEvent } = options;
    throwIfAborted(signal);
    return this.#enqueue(async ({ api, failed }) => {
      throwIfAborted(signal);
      const watch = new Watchdog(SILENCE_LIMIT_MS);
      const abort = abortRace(signal, () => void api.abort());
      const onHidden = () => {
        if (document.visibilityState === 'hidden') void api.pageWasHidden();
      };
      document.addEventListener('visibilitychange', onHidden);
      try {
        const observe = Comlink.proxy((event: MeasureEvent) => {
          watch.touch();
          if (!signal.aborted) onEvent(event);
        });
        const finished = api.measure(request, await readPageFacts(), observe);
        onHidden();
        return unwrap(await Promise.race([finished, failed, abort.expired, watch.expired]));
      } finally {
        document.removeEventListener('visibilitychange', onHidden);
        abort.release();
        watch.release();
      }
    });
  }

  /** Ends the worker and everything that it holds on the GPU. */
  dispose(): void {
    this.#running?.api[Comlink.releaseProxy]();
    this.#running?.worker.terminate();
    this.#running = undefined;
  }

  async #enqueue<T>(job: (running: Running) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      try {
        return await job((this.#running ??= startWorker()));
      } catch (thrown) {
        // After a crash or an ignored abort nothing that the worker holds can be trusted.
        if (thrown instanceof FlopscopeError && mustReplaceWorker(thrown)) this.dispose();
        throw thrown;
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function mustReplaceWorker(error: FlopscopeError): boolean {
  return error.code === 'worker-failed' || error.code === 'aborted' || error.code === 'device-lost';
}

function startWorker(): Running {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'flopscope-engine',
  });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // A script that does not load causes a plain Event, whatever the types say.
      const message: unknown = event.message;
      const detail =
        typeof message === 'string' && message !== '' ? message : 'its script did not load';
      reject(
        new FlopscopeError(
          'worker-failed',
          `The measuring worker stopped (${detail}). Start the measurement again; if it happens each time, reload the page.`,
        ),
      );
    });
  });
  // Nobody may be waiting when an idle worker fails; the next job then finds out.
  failed.catch(() => undefined);
  return { worker, api: Comlink.wrap<EngineApi>(worker), failed };
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new FlopscopeError(outcome.code, outcome.message);
}

/** Rejects with `aborted` when the worker has not obeyed within the grace time. */
function abortRace(signal: AbortSignal, ask: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: () => void = () => undefined;
  const expired = new Promise<never>((_, reject) => {
    onAbort = () => {
      ask();
      timer = setTimeout(() => {
        reject(new FlopscopeError('aborted', 'The run was cancelled.'));
      }, ABORT_GRACE_MS);
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

/** Rejects when nothing was heard from the worker for the whole limit. */
class Watchdog {
  readonly expired: Promise<never>;
  readonly #limitMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: (reason: FlopscopeError) => void = () => undefined;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.expired = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.expired.catch(() => undefined);
    this.touch();
  }

  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#reject(
        new FlopscopeError(
          'worker-failed',
          `The measuring worker has been silent for ${this.#limitMs / 1000} s and was ended. Close other GPU-heavy tabs and start again.`,
        ),
      );
    }, this.#limitMs);
  }

  release(): void {
    clearTimeout(this.#timer);
  }
}
