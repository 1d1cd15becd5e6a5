// The page's side of the models worker. A worker that falls silent or dies is ended, and the next question
// starts another; files then have to be opened again, which their handles allow.
import * as Comlink from 'comlink';
import { asFlopscopeError, type FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { InferenceEstimate } from '../estimate/inference/inference-estimate.ts';
import type { CompareAnswer, CompareQuestion } from '../estimate/shrink/compare-question.ts';
import type { CheckedClaim } from '../estimate/shrink/founding-claims.ts';
import type { EnoughAnswer, EnoughQuestion } from '../estimate/shrink/smallest-enough.ts';
import type { TrainingEstimate } from '../estimate/training-estimate.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { BindingRequest, ModelInfo } from '../models/model-info.ts';
import type { Findings } from '../models/reconcile/find-conventions.ts';
import type { EfficiencyRuler } from '../trends/efficiency/efficiency-ruler.ts';
import type { PointOnDevice } from '../trends/efficiency/on-device.ts';
import type { RateKind, TrainingRate } from '../trends/efficiency/training-rate.ts';
import { abortRace } from './abort-race.ts';
import { unpackLayers } from './layer-columns.ts';
import type {
  CountedModel,
  EstimateQuestion,
  InferenceQuestion,
  ModelsApi,
  ModelSize,
  OpenedFile,
  PackedModel,
  ReconciledCount,
  ZooQuestion,
} from './models-api.ts';
import { type Outcome, unwrap } from './outcome.ts';
import { Watchdog } from './watchdog.ts';
import { workerFailure } from './worker-failure.ts';

/** Every importer reports several times a second, and the largest model of the zoo is counted in one. */
const SILENCE_LIMIT_MS = 10_000;

/** Importers look at the signal between slices; a second is a hundred slices. */
const ABORT_GRACE_MS = 1000;
/** Between two models the search looks too; the kernels of the largest take a slow processor a few seconds. */
const SEARCH_GRACE_MS = 5000;

interface Running {
  readonly worker: Worker;
  readonly api: Comlink.Remote<ModelsApi>;
  /** Rejects when the worker dies or is ended, so that no question waits for ever. */
  readonly ended: Promise<never>;
  readonly end: (reason: FlopscopeError) => void;
}

type Job<T> = (running: Running, touch: () => void) => Promise<Outcome<T>>;

/** As many devices as are laid side by side; each takes a few megabytes. */
const KEPT_PROFILES = 8;

export class ModelsBridge {
  #running: Running | undefined;
  #holdsFile = false;
  /** The one that the worker is asked about. */
  #profile: DeviceProfile | undefined;
  /** Those that it keeps, under their keys; the one used last stands last. */
  readonly #kept = new Map<DeviceProfile, number>();
  #keys = 0;
  /** The one that the worker compares on. */
  #compared: DeviceProfile | undefined;

  /** Whether the worker holds the file that was opened last; a worker that was replaced does not. */
  get holdsFile(): boolean {
    return this.#holdsFile;
  }

  async listModels(): Promise<readonly ModelInfo[]> {
    return this.#ask(({ api }) => api.listModels());
  }

  /** Counts every model of the zoo, a few at a time. */
  async measureSizes(onSizes: (sizes: readonly ModelSize[]) => void): Promise<void> {
    await this.#ask(({ api }, touch) =>
      api.measureSizes(
        Comlink.proxy((sizes: readonly ModelSize[]) => {
          touch();
          onSizes(sizes);
        }),
      ),
    );
  }

  /** @throws FlopscopeError `unknown-name`, `invalid-input`, `worker-failed`. */
  async count(question: ZooQuestion): Promise<CountedModel> {
    return unpack(await this.#ask(({ api }) => api.count(question)));
  }

  /**
   * A training run, foretold apart from the page: a large model's step has thousands of kernels.
   * @throws FlopscopeError as `estimateTraining`, and `worker-failed`.
   */
  async estimate(profile: DeviceProfile, question: EstimateQuestion): Promise<TrainingEstimate> {
    return this.#askOn(profile, ({ api }) => api.estimate(question));
  }

  /** @throws FlopscopeError as `estimateInference`, and `worker-failed`. */
  async infer(profile: DeviceProfile, question: InferenceQuestion): Promise<InferenceEstimate> {
    return this.#askOn(profile, ({ api }) => api.infer(question));
  }

  /** @throws FlopscopeError as `checkClaim`, and `worker-failed`. */
  async checkClaims(profile: DeviceProfile): Promise<readonly CheckedClaim[]> {
    return this.#askOn(profile, ({ api }) => api.checkClaims());
  }

  /**
   * The models that are good enough on a device, by what they cost.
   * @throws FlopscopeError `aborted` when the signal fires, `invalid-input` for a score that none reaches,
   *   `worker-failed`.
   */
  async smallestEnough(
    profile: DeviceProfile,
    question: EnoughQuestion,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<EnoughAnswer> {
    const { signal, onProgress } = options;
    throwIfAborted(signal);
    return this.#askOn(profile, (running, touch) => {
      const observe = Comlink.proxy((share: number) => {
        touch();
        if (!signal.aborted) onProgress(share);
      });
      const abort = abortRace(signal, SEARCH_GRACE_MS, () => void running.api.stopEnough());
      abort.expired.catch((reason: unknown) => {
        this.#end(running, asFlopscopeError(reason));
      });
      return running.api.smallestEnough(question, observe).finally(() => {
        abort.release();
      });
    });
  }

  /**
   * A model beside its variants. A later question stops this one.
   * @throws FlopscopeError `aborted` when the signal fires or another question came, `worker-failed`, or as `answerSteps`.
   */
  async compare(
    profile: DeviceProfile,
    question: CompareQuestion,
    options: { readonly signal: AbortSignal; readonly onProgress?: (share: number) => void },
  ): Promise<CompareAnswer> {
    const { signal, onProgress } = options;
    throwIfAborted(signal);
    return this.#ask((running, touch) => {
      const observe = Comlink.proxy((share: number) => {
        touch();
        if (!signal.aborted) onProgress?.(share);
      });
      const abort = abortRace(signal, SEARCH_GRACE_MS, () => void running.api.stopCompare());
      abort.expired.catch((reason: unknown) => {
        this.#end(running, asFlopscopeError(reason));
      });
      const given = this.#compared === profile ? undefined : profile;
      this.#compared = profile;
      return running.api.compare(question, given, observe).finally(() => {
        abort.release();
      });
    });
  }

  /** @throws FlopscopeError `worker-failed`. */
  async efficiencyRuler(): Promise<EfficiencyRuler> {
    return this.#ask(({ api }) => api.efficiencyRuler());
  }

  /** @throws FlopscopeError as `seriesOnDevice`, and `worker-failed`. */
  async efficiencyOnDevice(profile: DeviceProfile): Promise<readonly PointOnDevice[]> {
    return this.#askOn(profile, ({ api }) => api.efficiencyOnDevice());
  }

  /** @throws FlopscopeError as `trainingRate`, and `worker-failed`. */
  async trainingRate(profile: DeviceProfile, kind: RateKind): Promise<TrainingRate> {
    return this.#askOn(profile, ({ api }) => api.trainingRate(kind));
  }

  /** The profile and the question leave together: a question about another device cannot come between them. */
  async #askOn<T>(profile: DeviceProfile, job: Job<T>): Promise<T> {
    const [, answer] = await Promise.all([this.#hand(profile), this.#ask(job)]);
    return answer;
  }

  async #hand(profile: DeviceProfile): Promise<void> {
    if (this.#profile === profile) return;
    this.#profile = profile;
    const known = this.#kept.get(profile);
    const key = known ?? ++this.#keys;
    this.#kept.delete(profile);
    this.#kept.set(profile, key);
    const given = known === undefined ? profile : undefined;
    const using = this.#ask(({ api }) => api.useProfile(key, given));
    await Promise.all([using, this.#forgetOldest()]);
  }

  async #forgetOldest(): Promise<void> {
    const [oldest] = this.#kept;
    if (oldest === undefined || this.#kept.size <= KEPT_PROFILES) return;
    const [profile, key] = oldest;
    this.#kept.delete(profile);
    await this.#ask(({ api }) => api.forgetProfile(key));
  }

  /**
   * Opens a file in the worker, which keeps it for `countFile`.
   * @throws FlopscopeError `aborted` when the signal fires, `invalid-document`, `worker-failed`.
   */
  async openFiles(
    files: readonly File[],
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<OpenedFile> {
    const { signal, onProgress } = options;
    throwIfAborted(signal);
    const file = await this.#ask((running, touch) => {
      const observe = Comlink.proxy((share: number) => {
        touch();
        if (!signal.aborted) onProgress(share);
      });
      const abort = abortRace(signal, ABORT_GRACE_MS, () => void running.api.abort());
      abort.expired.catch((reason: unknown) => {
        this.#end(running, asFlopscopeError(reason));
      });
      return running.api.openFiles(files, observe).finally(() => {
        abort.release();
      });
    });
    this.#holdsFile = true;
    return file;
  }

  /** The open file at other sizes. @throws FlopscopeError `invalid-input`, `invalid-document`, `worker-failed`. */
  async countFile(bindings: BindingRequest): Promise<CountedModel> {
    return unpack(await this.#ask(({ api }) => api.countFile(bindings)));
  }

  /** @throws FlopscopeError `aborted` when another model was counted meanwhile. */
  async reconcile(key: number, switches: readonly string[]): Promise<ReconciledCount> {
    return this.#ask(({ api }) => api.reconcile(key, switches));
  }

  /** @throws FlopscopeError `invalid-input` for what is no number; `aborted`. */
  async findConventions(key: number, said: string): Promise<Findings> {
    return this.#ask(({ api }) => api.findConventions(key, said));
  }

  async #ask<T>(job: Job<T>): Promise<T> {
    const running = (this.#running ??= startWorker());
    const watch = new Watchdog(
      SILENCE_LIMIT_MS,
      `Nothing was heard for ${SILENCE_LIMIT_MS / 1000} s, so reading was stopped. Try again; if it happens each time, this model is too much for the browser.`,
    );
    try {
      const answer = job(running, () => {
        watch.touch();
      });
      return unwrap(await Promise.race([answer, running.ended, watch.expired]));
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      if (error.code === 'worker-failed') this.#end(running, error);
      throw error;
    } finally {
      watch.release();
    }
  }

  /** After a crash or an ignored abort nothing that the worker holds can be trusted. */
  #end(running: Running, reason: FlopscopeError): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#holdsFile = false;
    this.#profile = undefined;
    this.#kept.clear();
    this.#compared = undefined;
    running.worker.terminate();
    running.end(reason);
  }
}

function unpack({ layers, count, ...rest }: PackedModel): CountedModel {
  return { ...rest, count: { ...count, layers: unpackLayers(layers) } };
}

function startWorker(): Running {
  const worker = new Worker(new URL('./models.worker.ts', import.meta.url), {
    type: 'module',
    name: 'flopscope-models',
  });
  const died = workerFailure(
    worker,
    (detail) =>
      `The reading of models stopped (${detail}). Try again; if it happens each time, reload the page.`,
  );
  let end: Running['end'] = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    end = reject;
  });
  const ended = Promise.race([died, stopped]);
  ended.catch(() => undefined);
  return { worker, api: Comlink.wrap<ModelsApi>(worker), ended, end };
}
