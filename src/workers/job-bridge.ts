// The page's side of a worker with long jobs: one at a time, an AbortSignal for each, and a stuck worker is ended and
// replaced. The page's own thread does nothing but pass messages.
import * as Comlink from 'comlink';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import { abortRace } from './abort-race.ts';
import type { MeasureApi, PageFacts } from './engine-api.ts';
import { type Outcome, unwrap } from './outcome.ts';
import { readPageFacts } from './page-facts.ts';
import { Waiting } from './waiting.ts';
import { Watchdog } from './watchdog.ts';

/** The engine looks at the signal between submits of at most 250 ms; ten of them is stuck. */
const ABORT_GRACE_MS = 2500;

/** A healthy run reports at least once per shader compilation; the slowest seen took 4 s. */
const SILENCE_LIMIT_MS = 60_000;

export interface JobOptions<Event> {
  readonly signal: AbortSignal;
  readonly onEvent: (event: Event) => void;
}

/** What every worker with jobs offers. */
export type StoppableApi = Pick<MeasureApi, 'abort' | 'pageWasHidden'>;

/** A worker, or whatever stands for one. */
export interface RunningHost<Api> {
  readonly api: Comlink.Remote<Api>;
  /** Rejects when it dies. */
  readonly failed: Promise<never>;
  end(): void;
}

export class JobBridge<Api extends StoppableApi> {
  readonly #start: () => RunningHost<Api> | Promise<RunningHost<Api>>;
  #running: RunningHost<Api> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param start is called for the first job, and again after a host had to be ended. */
  constructor(start: () => RunningHost<Api> | Promise<RunningHost<Api>>) {
    this.#start = start;
  }

  /** Jobs that have not ended. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Ends the worker and everything that it holds on the GPU. */
  dispose(): void {
    this.#running?.end();
    this.#running = undefined;
  }

  /** A short question, in its turn. */
  async ask<T>(
    question: (api: Comlink.Remote<Api>, page: PageFacts) => Promise<Outcome<T>>,
  ): Promise<T> {
    return this.#enqueue(async ({ api, failed }) =>
      unwrap(await Promise.race([question(api, await readPageFacts()), failed])),
    );
  }

  /** A job that tells of itself, can be stopped, and may not fall silent. */
  async observed<Event, T>(
    { signal, onEvent }: JobOptions<Event>,
    start: (
      api: Comlink.Remote<Api>,
      page: PageFacts,
      observe: (event: Event) => void,
    ) => Promise<Outcome<T>>,
  ): Promise<T> {
    throwIfAborted(signal);
    const queued = new Waiting(signal);
    const turn = this.#enqueue(async ({ api, failed }) => {
      throwIfAborted(signal);
      queued.end();
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
        const observe = Comlink.proxy((event: Event) => {
          watch.touch();
          if (!signal.aborted) onEvent(event);
        });
        const finished = start(api, await readPageFacts(), observe);
        onHidden();
        return unwrap(await Promise.race([finished, failed, abort.expired, watch.expired]));
      } finally {
        document.removeEventListener('visibilitychange', onHidden);
        abort.release();
        watch.release();
      }
    });
    return Promise.race([turn, queued.givenUp]);
  }

  async #enqueue<T>(job: (running: RunningHost<Api>) => Promise<T>): Promise<T> {
    this.#waiting++;
    const turn = this.#queue.then(async () => {
      try {
        return await job((this.#running ??= await this.#start()));
      } catch (thrown) {
        // After a crash or an ignored abort nothing that the worker holds can be trusted.
        if (thrown instanceof FlopscopeError && mustReplaceWorker(thrown)) this.dispose();
        throw thrown;
      } finally {
        this.#waiting--;
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function mustReplaceWorker(error: FlopscopeError): boolean {
  return error.code === 'worker-failed' || error.code === 'aborted' || error.code === 'device-lost';
}
