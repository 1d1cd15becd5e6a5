// The page's side of the engine worker.
import * as Comlink from 'comlink';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { ForetoldStep } from '../estimate/prediction/validation.ts';
import type { RefusedVariant, RunVariant } from '../estimate/shrink/run-rows.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { Validation } from '../shared/result/validation.ts';
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import type { CheckEvent, CheckJob, DigitsEvent, DigitsJob, DigitsResult } from './check-api.ts';
import type { DeviceDescription, EngineApi } from './engine-api.ts';
import type { FlexibilityEvent, FlexibilityJob } from './flexibility-api.ts';
import { JobBridge, type JobOptions, type RunningHost } from './job-bridge.ts';
import type { DigitsExtent, ShrinkDigitsEvent, ShrinkDigitsJob } from './shrink-api.ts';
import type { RunVariantsEvent, RunVariantsJob } from './variants-api.ts';
import { workerFailure } from './worker-failure.ts';

export type MeasureOptions = JobOptions<MeasureEvent>;

export class EngineBridge {
  readonly #jobs = new JobBridge<EngineApi>(startWorker);

  /** @throws FlopscopeError when there is no usable adapter, saying what to do. */
  async describe(): Promise<DeviceDescription> {
    return this.#jobs.ask((api, page) => api.describe(page));
  }

  /**
   * Runs a suite. Jobs queue: a second call starts when the first has ended.
   * @throws FlopscopeError `aborted` when the signal fires; every failure of the engine by its own code.
   */
  async measure(request: MeasureRequest, options: MeasureOptions): Promise<DeviceProfile> {
    return this.#jobs.observed(options, (api, page, observe: (event: MeasureEvent) => void) =>
      api.measure(request, page, observe),
    );
  }

  /** Whether a profile was measured on what is here now. @throws FlopscopeError when there is no usable adapter. */
  async isProfileOf(profile: DeviceProfile): Promise<boolean> {
    return this.#jobs.ask((api, page) => api.isProfileOf(profile, page));
  }

  /** Predicts steps of check networks, without a GPU. */
  async foretell(
    networks: readonly string[],
    profile: DeviceProfile,
  ): Promise<readonly ForetoldStep[]> {
    return this.#jobs.ask((api) => api.foretell(networks, profile));
  }

  /** Predicts, then really trains. @throws FlopscopeError as `measure`; networks that cannot run are events. */
  async check(job: CheckJob, options: JobOptions<CheckEvent>): Promise<Validation> {
    return this.#jobs.observed(options, (api, page, observe: (event: CheckEvent) => void) =>
      api.check(job, page, observe),
    );
  }

  /** @throws FlopscopeError as `measure`, and `diverged` with the step. */
  async trainDigits(job: DigitsJob, options: JobOptions<DigitsEvent>): Promise<DigitsResult> {
    return this.#jobs.observed(options, (api, page, observe: (event: DigitsEvent) => void) =>
      api.trainDigits(job, page, observe),
    );
  }

  /** Seconds, without a GPU. @throws FlopscopeError `invalid-input` as the job. */
  async foretellDigits(job: DigitsExtent, profile: DeviceProfile): Promise<number> {
    return this.#jobs.ask((api) => api.foretellDigits(job, profile));
  }

  /** @throws FlopscopeError as `trainDigits`; what was found before is in the events. */
  async shrinkDigits(
    job: ShrinkDigitsJob,
    options: JobOptions<ShrinkDigitsEvent>,
  ): Promise<readonly DigitsPiece[]> {
    return this.#jobs.observed(options, (api, page, observe: (event: ShrinkDigitsEvent) => void) =>
      api.shrinkDigits(job, page, observe),
    );
  }

  /** @throws FlopscopeError as `measure`, and where the dense network cannot run. */
  async runVariants(
    job: RunVariantsJob,
    options: JobOptions<RunVariantsEvent>,
  ): Promise<readonly (RunVariant | RefusedVariant)[]> {
    return this.#jobs.observed(options, (api, page, observe: (event: RunVariantsEvent) => void) =>
      api.runVariants(job, page, observe),
    );
  }

  /** What it finds is in the events. @throws FlopscopeError as `measure`, and `diverged`. */
  async experimentWithFlexibility(
    job: FlexibilityJob,
    options: JobOptions<FlexibilityEvent>,
  ): Promise<void> {
    return this.#jobs.observed(options, (api, page, observe: (event: FlexibilityEvent) => void) =>
      api.experimentWithFlexibility(job, page, observe),
    );
  }

  /** Ends the worker and everything that it holds on the GPU. */
  dispose(): void {
    this.#jobs.dispose();
  }
}

function startWorker(): RunningHost<EngineApi> {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'flopscope-engine',
  });
  const failed = workerFailure(
    worker,
    (detail) =>
      `The measuring worker stopped (${detail}). Start the measurement again; if it happens each time, reload the page.`,
  );
  const api = Comlink.wrap<EngineApi>(worker);
  const end = () => {
    api[Comlink.releaseProxy]();
    worker.terminate();
  };
  return { api, failed, end };
}
