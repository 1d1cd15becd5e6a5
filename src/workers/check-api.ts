// What the engine worker tells of real training: of a check of predictions, and of the digits network.
import type { DigitsHeader } from '../facts/digits/digits-format.ts';
import type { DigitsTraining } from '../models/digits-training.ts';
import type { ForetoldStep } from '../estimate/prediction/validation.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { ValidationFailure, ValidationRow } from '../shared/result/validation.ts';

export interface CheckJob {
  /** Ids of check networks, or "zoo:" and a model. */
  readonly networks: readonly string[];
  /** Of the suite `training`, measured on this device. */
  readonly profile: DeviceProfile;
  /** For the steps of each network. */
  readonly seconds: number;
}

export type CheckEvent =
  /** Before anything is run. */
  | { readonly type: 'foretold'; readonly steps: readonly ForetoldStep[] }
  | {
      readonly type: 'progress';
      /** Of all networks, 0 to 1. */
      readonly fraction: number;
      readonly detail: string;
    }
  | { readonly type: 'row'; readonly row: ValidationRow }
  | { readonly type: 'failure'; readonly failure: ValidationFailure };

export interface DigitsJob extends DigitsTraining {
  /** Of the suite `training`, measured on this device: it decides which kernels run. */
  readonly profile?: DeviceProfile;
}

export type DigitsEvent =
  | {
      readonly type: 'data';
      readonly header: DigitsHeader;
      readonly trainingImages: number;
      readonly heldOutImages: number;
      /** Steps of the whole run. */
      readonly steps: number;
    }
  | { readonly type: 'progress'; readonly fraction: number; readonly detail: string }
  | { readonly type: 'loss'; readonly step: number; readonly loss: number }
  | {
      readonly type: 'epoch';
      /** Counted from 0. */
      readonly epoch: number;
      /** Share of the held-out images that are right. */
      readonly accuracy: number;
      /** Since the training began. */
      readonly atMs: number;
    };

export interface DigitsResult {
  readonly accuracies: readonly number[];
  readonly steps: number;
  /** Wall time of the steps alone. */
  readonly stepsMs: number;
}
