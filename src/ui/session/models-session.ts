// The models behind Model and Train: the zoo with its sizes, and the file that was opened last. It outlives the
// screens, so that a file stays open while a person looks at another one.
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import type { InferenceEstimate } from '../../estimate/inference/inference-estimate.ts';
import type { CompareAnswer, CompareQuestion } from '../../estimate/shrink/compare-question.ts';
import type { CheckedClaim } from '../../estimate/shrink/founding-claims.ts';
import type { EnoughAnswer, EnoughQuestion } from '../../estimate/shrink/smallest-enough.ts';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { BindingRequest, ModelInfo } from '../../models/model-info.ts';
import type { Findings } from '../../models/reconcile/find-conventions.ts';
import type {
  CountedModel,
  EstimateQuestion,
  InferenceQuestion,
  ModelSize,
  OpenedFile,
  ReconciledCount,
  ZooQuestion,
} from '../../workers/models-api.ts';
import type { EfficiencyRuler } from '../../trends/efficiency/efficiency-ruler.ts';
import type { PointOnDevice } from '../../trends/efficiency/on-device.ts';
import type { RateKind, TrainingRate } from '../../trends/efficiency/training-rate.ts';
import { ModelsBridge } from '../../workers/models-bridge.ts';

export type FileOpening =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly files: readonly File[]; readonly share: number }
  | {
      readonly status: 'failed';
      readonly files: readonly File[];
      readonly error: FlopscopeError;
    };

export interface ModelFile {
  readonly opened: OpenedFile;
  /** All that were given together. */
  readonly files: readonly File[];
}

export class ModelsSession extends EventTarget {
  /** Undefined until they have arrived. */
  models: readonly ModelInfo[] | undefined;
  /** Why they have not. */
  failure: FlopscopeError | undefined;
  sizes: ReadonlyMap<string, ModelSize> = new Map();
  opening: FileOpening = { status: 'idle' };
  /** The last one that could be read. */
  file: ModelFile | undefined;

  readonly #bridge = new ModelsBridge();
  #listing = false;
  #measuring = false;
  #abort: AbortController | undefined;

  /** Fetches the list of models; asked again after a failure, it tries again. */
  async list(): Promise<void> {
    if (this.#listing || this.models !== undefined) return;
    this.#listing = true;
    this.failure = undefined;
    try {
      this.models = await this.#bridge.listModels();
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown);
    }
    this.#listing = false;
    this.#changed();
  }

  /** Counts the zoo in the background, once. Without sizes the models can still be chosen. */
  async measureSizes(): Promise<void> {
    if (this.#measuring) return;
    this.#measuring = true;
    try {
      await this.#bridge.measureSizes((sizes) => {
        const all = new Map(this.sizes);
        for (const size of sizes) all.set(size.id, size);
        this.sizes = all;
        this.#changed();
      });
    } catch {
      this.#measuring = false;
    }
  }

  /** @throws FlopscopeError saying what is wrong with the question, or that the worker failed. */
  count(question: ZooQuestion): Promise<CountedModel> {
    return this.#bridge.count(question);
  }

  /** @throws FlopscopeError as `count`. */
  async countFile(bindings: BindingRequest): Promise<CountedModel> {
    const { file } = this;
    if (file === undefined) {
      throw new FlopscopeError('invalid-input', 'No file is open. Open one first.');
    }
    if (!this.#bridge.holdsFile) {
      const { signal } = new AbortController();
      await this.#bridge.openFiles(file.files, { signal, onProgress: () => undefined });
    }
    return this.#bridge.countFile(bindings);
  }

  /** @throws FlopscopeError as `estimateTraining`, and `worker-failed`. */
  estimate(profile: DeviceProfile, question: EstimateQuestion): Promise<TrainingEstimate> {
    return this.#bridge.estimate(profile, question);
  }

  /** @throws FlopscopeError as `estimateInference`, and `worker-failed`. */
  infer(profile: DeviceProfile, question: InferenceQuestion): Promise<InferenceEstimate> {
    return this.#bridge.infer(profile, question);
  }

  /** What the founding articles claim, on this device. @throws FlopscopeError as the bridge. */
  checkClaims(profile: DeviceProfile): Promise<readonly CheckedClaim[]> {
    return this.#bridge.checkClaims(profile);
  }

  /** What the models of an evaluation cost, and which are good enough. @throws FlopscopeError as the bridge. */
  smallestEnough(
    profile: DeviceProfile,
    question: EnoughQuestion,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<EnoughAnswer> {
    return this.#bridge.smallestEnough(profile, question, options);
  }

  /** A model beside its variants; a later question stops this one. @throws FlopscopeError as the bridge. */
  compare(
    profile: DeviceProfile,
    question: CompareQuestion,
    options: { readonly signal: AbortSignal; readonly onProgress?: (share: number) => void },
  ): Promise<CompareAnswer> {
    return this.#bridge.compare(profile, question, options);
  }

  /** @throws FlopscopeError as the bridge. */
  efficiencyRuler(): Promise<EfficiencyRuler> {
    return this.#bridge.efficiencyRuler();
  }

  /** What each point of the ruler takes to train on this device. @throws FlopscopeError as the bridge. */
  efficiencyOnDevice(profile: DeviceProfile): Promise<readonly PointOnDevice[]> {
    return this.#bridge.efficiencyOnDevice(profile);
  }

  /** @throws FlopscopeError as the bridge. */
  trainingRate(profile: DeviceProfile, kind: RateKind): Promise<TrainingRate> {
    return this.#bridge.trainingRate(profile, kind);
  }

  /** What others would count. @throws FlopscopeError `aborted` when another model was counted meanwhile. */
  reconcile(key: number, switches: readonly string[]): Promise<ReconciledCount> {
    return this.#bridge.reconcile(key, switches);
  }

  /** @throws FlopscopeError `invalid-input` for what is no number; `aborted`. */
  findConventions(key: number, said: string): Promise<Findings> {
    return this.#bridge.findConventions(key, said);
  }

  /** Replaces the open file once the new one could be read. @returns whether it could. */
  async open(files: readonly File[]): Promise<boolean> {
    if (files.length === 0) return false;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const show = (opening: FileOpening): void => {
      if (this.#abort !== abort) return;
      this.opening = opening;
      this.#changed();
    };
    show({ status: 'reading', files, share: 0 });
    try {
      const opened = await this.#bridge.openFiles(files, {
        signal: abort.signal,
        onProgress: (share) => {
          show({ status: 'reading', files, share });
        },
      });
      if (this.#abort !== abort) return false;
      this.file = { opened, files };
      show({ status: 'idle' });
      return true;
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      show(error.code === 'aborted' ? { status: 'idle' } : { status: 'failed', files, error });
      return false;
    }
  }

  cancelOpening(): void {
    this.#abort?.abort();
  }

  /** Puts away the note about a file that could not be read. */
  dismissFailure(): void {
    if (this.opening.status === 'failed') this.opening = { status: 'idle' };
    this.#changed();
  }

  closeFile(): void {
    this.file = undefined;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** One for the page: its worker and its open file are shared by all screens. */
export const modelsSession = new ModelsSession();
