// The page's side of the engine worker: one job at a time, an AbortSignal for each, and a stuck worker is
// ended and replaced. The page's own thread does nothing but pass messages.
import * as Comlink from 'comlink';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { abortRace } from './abort-race.ts';
import type { DeviceDescription, EngineApi } from './engine-api.ts';
import { unwrap } from './outcome.ts';
import { readPageFacts } from './page-facts.ts';
import { Watchdog } from './watchdog.ts';
import { workerFailure } from './worker-failure.ts';

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
      const watch = new Watchdog(
        SILENCE_LIMIT_MS,
        `The measuring worker has been silent for ${SILENCE_LIMIT_MS / 1000} s and was ended. Close other GPU-heavy tabs and start again.`,
      );
      const abort = abortRace(signal, ABORT_GRACE_MS, () => void api.abort());
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
  const failed = workerFailure(
    worker,
    (detail) =>
      `The measuring worker stopped (${detail}). Start the measurement again; if it happens each time, reload the page.`,
  );
  return { worker, api: Comlink.wrap<EngineApi>(worker), failed };
}
