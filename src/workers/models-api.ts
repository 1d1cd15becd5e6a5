// What the models worker offers through Comlink: the zoo, its counts, and model files. Only
// structured-cloneable values cross.
import type { ModelCount } from '../models/count.ts';
import type { InferenceEstimate } from '../estimate/inference/inference-estimate.ts';
import type { InferenceUse } from '../estimate/inference/parse-inference.ts';
import type { TrainingRecipe } from '../estimate/recipe.ts';
import type { CompareAnswer, CompareQuestion } from '../estimate/shrink/compare-question.ts';
import type { CheckedClaim } from '../estimate/shrink/founding-claims.ts';
import type { EnoughAnswer, EnoughQuestion } from '../estimate/shrink/smallest-enough.ts';
import type { TrainingEstimate } from '../estimate/training-estimate.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { BindingLimits, BindingRequest, ModelInfo } from '../models/model-info.ts';
import type { Findings } from '../models/reconcile/find-conventions.ts';
import type { ExplainedStep, Reconciliation } from '../models/reconcile/reconcile.ts';
import type { FileFact, FileFormat, WeightSummary } from '../models/importers/imported-model.ts';
import type { EfficiencyRuler } from '../trends/efficiency/efficiency-ruler.ts';
import type { PointOnDevice } from '../trends/efficiency/on-device.ts';
import type { RateKind, TrainingRate } from '../trends/efficiency/training-rate.ts';
import type { LayerColumns } from './layer-columns.ts';
import type { Outcome } from './outcome.ts';

/** A model of the zoo at its default sizes and first head. */
export interface ModelSize {
  readonly id: string;
  readonly params: number;
  readonly macs: number;
}

export interface ZooQuestion {
  readonly model: string;
  readonly head: string;
  readonly bindings: BindingRequest;
}

export interface EstimateQuestion {
  /** Id in the zoo. */
  readonly model: string;
  readonly recipe: TrainingRecipe;
}

export interface InferenceQuestion {
  /** Id in the zoo. */
  readonly model: string;
  readonly use: InferenceUse;
}

export interface CountedModel {
  /** Names this count in later questions about it. */
  readonly key: number;
  readonly count: ModelCount;
  /** By place of the layer; equal for layers that repeat, as `alikeLayers` numbers them. */
  readonly alike: Uint32Array;
  /** For people, by operator: conv2d → "convolution". */
  readonly operatorLabels: Readonly<Record<string, string>>;
  /** Tensors that training keeps from forward to backward, by the precision of the floats. */
  readonly activationBytes: { readonly f32: number; readonly f16: number };
}

/** A `CountedModel` as it crosses to the page. */
export interface PackedModel extends Omit<CountedModel, 'count'> {
  readonly count: Omit<ModelCount, 'layers'>;
  readonly layers: LayerColumns;
}

/** An `ImportedModel` as the page sees it; the worker keeps the file and its graph. */
export interface OpenedFile {
  readonly fileName: string;
  readonly format: FileFormat;
  /** For people: "ONNX". */
  readonly formatLabel: string;
  readonly name: string;
  readonly facts: readonly FileFact[];
  readonly weights?: WeightSummary;
  readonly bindings: readonly BindingLimits[];
  readonly warnings: readonly string[];
  /** Whether it can be counted; otherwise its weights are all that can be said. */
  readonly countable: boolean;
}

export interface ReconciledCount extends Reconciliation {
  /** The way from this page's count to the one with the switches turned. */
  readonly steps: readonly ExplainedStep[];
}

export interface ModelsApi {
  listModels(): Promise<Outcome<readonly ModelInfo[]>>;
  /** Every model in turn; questions asked meanwhile are answered in between. */
  measureSizes(onSizes: (sizes: readonly ModelSize[]) => void): Promise<Outcome<null>>;
  count(question: ZooQuestion): Promise<Outcome<PackedModel>>;
  /** Replaces the file that was open. */
  openFiles(
    files: readonly File[],
    onProgress: (share: number) => void,
  ): Promise<Outcome<OpenedFile>>;
  /** The open file at other sizes. */
  countFile(bindings: BindingRequest): Promise<Outcome<PackedModel>>;
  /** What others would count for the graph that was counted last. @param switches ids of those turned. */
  reconcile(key: number, switches: readonly string[]): Promise<Outcome<ReconciledCount>>;
  /**
   * The device that estimates are asked for from now on.
   * @param key under which the worker keeps it. @param profile left out where it is kept already.
   */
  useProfile(key: number, profile: DeviceProfile | undefined): Promise<Outcome<null>>;
  forgetProfile(key: number): Promise<Outcome<null>>;
  /** A training run on the device of `useProfile`. */
  estimate(question: EstimateQuestion): Promise<Outcome<TrainingEstimate>>;
  /** How fast a trained model answers there. */
  infer(question: InferenceQuestion): Promise<Outcome<InferenceEstimate>>;
  /** What the founding articles claim of smaller models, computed anew and foretold there. */
  checkClaims(): Promise<Outcome<readonly CheckedClaim[]>>;
  /** The models that are good enough there; questions asked meanwhile are answered in between. */
  smallestEnough(
    question: EnoughQuestion,
    onProgress: (share: number) => void,
  ): Promise<Outcome<EnoughAnswer>>;
  /** Asks the latest `smallestEnough` to stop. */
  stopEnough(): void;
  /**
   * A model beside its variants, which stops the comparison before it; questions asked meanwhile are answered in between.
   * @param profile of the suite `shrink`, as a rule another one than that of `useProfile`; when left out, that of the
   *   last comparison.
   */
  compare(
    question: CompareQuestion,
    profile: DeviceProfile | undefined,
    onProgress: (share: number) => void,
  ): Promise<Outcome<CompareAnswer>>;
  /** Asks the latest `compare` to stop. */
  stopCompare(): void;
  /** The efficiency ruler, whose networks the zoo counts. */
  efficiencyRuler(): Promise<Outcome<EfficiencyRuler>>;
  /** What each of its points takes to train on the device of `useProfile`. */
  efficiencyOnDevice(): Promise<Outcome<readonly PointOnDevice[]>>;
  /** What that device gets through in training. */
  trainingRate(kind: RateKind): Promise<Outcome<TrainingRate>>;
  /** Which conventions yield a number as another tool printed it. */
  findConventions(key: number, said: string): Promise<Outcome<Findings>>;
  /** Asks the opening of a file to stop. */
  abort(): void;
}
