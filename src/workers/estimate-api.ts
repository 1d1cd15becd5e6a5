// What the estimate worker offers through Comlink: what devices that were measured would do with a model.
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { Outcome } from './outcome.ts';

export interface TrainingQuestion {
  /** Id in the zoo. */
  readonly model: string;
  /** Id of a recipe; empty for the most usual one of such a model. */
  readonly recipe: string;
  readonly profiles: readonly DeviceProfile[];
}

export type TrainingTime =
  | {
      readonly kind: 'time';
      /** Of the whole recipe, with the interval of the prediction. */
      readonly seconds: number;
      readonly low: number;
      readonly high: number;
      /** What a person has to know of it: memory that it lacks, what was measured only for its like. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'refused'; readonly sentence: string };

export interface TrainingAnswer {
  /** Names for people. */
  readonly model: string;
  readonly recipe: string;
  /** One for each profile, in their order. */
  readonly times: readonly TrainingTime[];
}

export interface VariantsQuestion {
  /** Id in the zoo. */
  readonly model: string;
  /** As typed: "pruned:0.9,int8". */
  readonly variants: string;
  readonly profiles: readonly DeviceProfile[];
}

/** Undefined ratio: a kernel that the variant needs was not measured on that device. */
export interface VariantGain {
  /** For a person: "Pruned 90 %". */
  readonly name: string;
  /** FLOPs of the dense network over its own: what counting promises. */
  readonly promised: number;
  /** One for each profile: time of the dense network over its own by measured kernels, with its 95 % interval. */
  readonly speedups: readonly (
    | { readonly ratio: number; readonly low: number; readonly high: number }
    | undefined
  )[];
}

export interface VariantsAnswer {
  readonly model: string;
  readonly batch: number;
  readonly gains: readonly VariantGain[];
  /** Why a variant does not apply, or a device cannot tell: sentences. */
  readonly notes: readonly string[];
}

export interface EstimateApi {
  /** The failure is `unknown-name`, naming the nearest, or `invalid-input` where the recipe does not fit the model. */
  trainingTimes(question: TrainingQuestion): Promise<Outcome<TrainingAnswer>>;
  /** The failure is `unknown-name` for the model or a variant, or `invalid-input` when none applies. */
  variantGains(question: VariantsQuestion): Promise<Outcome<VariantsAnswer>>;
}
