// What the engine worker tells of the digits experiment.
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import type { DigitsSize } from '../models/digits-shrink/digits-plan.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

/** What of the experiment is run. */
export interface DigitsExtent {
  readonly size: DigitsSize;
  /** The size's own number when absent. */
  readonly seeds?: number;
  /** Ids of the plan's steps to run, the dense training always among them; all when absent. */
  readonly only?: readonly string[];
}

export interface ShrinkDigitsJob extends DigitsExtent {
  /** Of a run that was stopped: what fits is not found again. */
  readonly pieces: readonly DigitsPiece[];
  /** Of the suite `training`, measured on this device: it decides which kernels run. */
  readonly profile?: DeviceProfile;
}

export interface ShrinkActivity {
  readonly kind: 'training' | 'examining' | 'timing';
  /** Steps, batches or samples. */
  readonly done: number;
  readonly of: number;
  readonly loss?: number;
}

export type ShrinkDigitsEvent =
  | {
      readonly type: 'progress';
      /** Of the whole run, 0 to 1. */
      readonly fraction: number;
      readonly seed: number;
      /** Id of the plan's step. */
      readonly step: string;
      /** Absent while kernels are compiled. */
      readonly activity?: ShrinkActivity;
      /** Learnt from what this run has done; absent before that tells anything. */
      readonly remainingMs?: number;
    }
  | {
      readonly type: 'piece';
      readonly piece: DigitsPiece;
      /** All that hold by now: what is to be kept for another run. */
      readonly pieces: readonly DigitsPiece[];
    };
