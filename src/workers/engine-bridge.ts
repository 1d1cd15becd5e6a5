// The page's side of the engine worker: one job at a time, an AbortSignal for each, and a stuck worker is
// ended and replaced. The page's own thread does nothing but pass messages.
import * as Comlink from 'comlink';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { ForetoldStep } from '../estimate/prediction/validation.ts';
import type { RefusedVariant, RunVariant } from '../estimate/shrink/run-rows.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { Validation } from '../shared/result/validation.ts';
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import { abortRace } from './abort-race.ts';
import type { CheckEvent, CheckJob, DigitsEvent, DigitsJob, DigitsResult } from './check-api.ts';
import type { DeviceDescription, EngineApi, PageFacts } from './engine-api.ts';
import type { FlexibilityEvent, FlexibilityJob } from './flexibility-api.ts';
import { type Outcome, unwrap } from './outcome.ts';
import { readPageFacts } from './page-facts.ts';
import type { DigitsExtent, ShrinkDigitsEvent, ShrinkDigitsJob } from './shrink-api.ts';
import type { RunVariantsEvent, RunVariantsJob } from './variants-api.ts';
import { Waiting } from './waiting.ts';
import { Watchdog } from './watchdog.ts';
import { workerFailure } from './worker-failure.ts';

/** The engine looks at the signal between submits of at most 250 ms; ten of them is stuck. */
const ABORT_GRACE_MS = 2500;

/** A healthy run reports at least once per shader compilation; the slowest seen took 4 s. */
const SILENCE_LIMIT_MS = 60_000;

export interface JobOptions<Event> {
  readonly signal: AbortSignal;
  readonly onEvent: (event: Event) => void;
}

export type MeasureOptions = JobOptions<MeasureEvent>;

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
    return this.#observed(options, (api, page, observe: (event: MeasureEvent) => void) =>
      api.measure(request, page, observe),
    );
  }

  /** Whether a profile was measured on what is here now. @throws FlopscopeError when there is no usable adapter. */
  async isProfileOf(profile: DeviceProfile): Promise<boolean> {
    return this.#enqueue(async ({ api, failed }) =>
      unwrap(await Promise.race([api.isProfileOf(profile, await readPageFacts()), failed])),
    );
  }

  /** Predicts steps of check networks, without a GPU. */
  async foretell(
    networks: readonly string[],
    profile: DeviceProfile,
  ): Promise<readonly ForetoldStep[]> {
    return this.#enqueue(async ({ api, failed }) =>
      unwrap(await Promise.race([api.foretell(networks, profile), failed])),
    );
  }

  /** Predicts, then really trains. @throws FlopscopeError as `measure`; networks that cannot run are events. */
  async check(job: CheckJob, options: JobOptions<CheckEvent>): Promise<Validation> {
    return this.#observed(options, (api, page, observe: (event: CheckEvent) => void) =>
      api.check(job, page, observe),
    );
  }

  /** @throws FlopscopeError as `measure`, and `diverged` with the step. */
  async trainDigits(job: DigitsJob, options: JobOptions<DigitsEvent>): Promise<DigitsResult> {
    return this.#observed(options, (api, page, observe: (event: DigitsEvent) => void) =>
      api.trainDigits(job, page, observe),
    );
  }

  /** Seconds, without a GPU. @throws FlopscopeError `invalid-input` as the job. */
  async foretellDigits(job: DigitsExtent, profile: DeviceProfile): Promise<number> {
    return this.#enqueue(async ({ api, failed }) =>
      unwrap(await Promise.race([api.foretellDigits(job, profile), failed])),
    );
  }

  /** @throws FlopscopeError as `trainDigits`; what was found before is in the events. */
  async shrinkDigits(
    job: ShrinkDigitsJob,
    options: JobOptions<ShrinkDigitsEvent>,
  ): Promise<readonly DigitsPiece[]> {
    return this.#observed(options, (api, page, observe: (event: ShrinkDigitsEvent) => void) =>
      api.shrinkDigits(job, page, observe),
    );
  }

  /** @throws FlopscopeError as `measure`, and where the dense network cannot run. */
  async runVariants(
    job: RunVariantsJob,
    options: JobOptions<RunVariantsEvent>,
  ): Promise<readonly (RunVariant | RefusedVariant)[]> {
    return this.#observed(options, (api, page, observe: (event: RunVariantsEvent) => void) =>
      api.runVariants(job, page, observe),
    );
  }

  /** What it finds is in the events. @throws FlopscopeError as `measure`, and `diverged`. */
  async experimentWithFlexibility(
    job: FlexibilityJob,
    options: JobOptions<FlexibilityEvent>,
  ): Promise<void> {
    return this.#observed(options, (api, page, observe: (event: FlexibilityEvent) => void) =>
      api.experimentWithFlexibility(job, page, observe),
    );
  }

  /** Ends the worker and everything that it holds on the GPU. */
  dispose(): void {
    this.#running?.api[Comlink.releaseProxy]();
    this.#running?.worker.terminate();
    this.#running = undefined;
  }

  /** A job that tells of itself, can be stopped, and may not fall silent. */
  async #observed<Event, T>(
    { signal, onEvent }: JobOptions<Event>,
    start: (
      api: EngineApi,
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
