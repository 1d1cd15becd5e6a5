// What the engine worker tells of the digits experiment.
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import type { DigitsSize } from '../models/digits-shrink/digits-plan.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

export interface ShrinkDigitsJob {
  readonly size: DigitsSize;
  /** The size's own number when absent. */
  readonly seeds?: number;
  /** Of a run that was stopped: what fits is not found again. */
  readonly pieces: readonly DigitsPiece[];
  /** Of the suite `training`, measured on this device: it decides which kernels run. */
  readonly profile?: DeviceProfile;
}

export type ShrinkDigitsEvent =
  | {
      readonly type: 'progress';
      /** Of the whole run, 0 to 1. */
      readonly fraction: number;
      readonly seed: number;
      /** Id of the plan's step. */
      readonly step: string;
      /** Of the training that is under way. */
      readonly loss?: number;
    }
  | {
      readonly type: 'piece';
      readonly piece: DigitsPiece;
      /** All that hold by now: what is to be kept for another run. */
      readonly pieces: readonly DigitsPiece[];
    };
