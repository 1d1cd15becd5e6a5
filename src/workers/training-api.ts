// What the training worker offers through Comlink: how long a training takes on devices that were measured.
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

export interface TrainingApi {
  /** The failure is `unknown-name`, naming the nearest, or `invalid-input` where the recipe does not fit the model. */
  trainingTimes(question: TrainingQuestion): Promise<Outcome<TrainingAnswer>>;
}
