// What the engine worker is asked and tells of the flexibility experiment.
import type { FlexibilityPiece } from '../models/flexibility/flexibility-piece.ts';
import type { FlexibilityPlan } from '../models/flexibility/flexibility-plan.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

export interface FlexibilityJob {
  readonly plan: FlexibilityPlan;
  /** Of a run of this plan that was stopped, or had fewer designs: not found again. */
  readonly known: readonly FlexibilityPiece[];
  /** Measured on this device: it decides which kernels run. */
  readonly profile?: DeviceProfile;
}

export type FlexibilityEvent =
  | {
      readonly type: 'progress';
      /** Of the whole run, 0 to 1. */
      readonly fraction: number;
      /** The design that is being drawn or solved, from 0. */
      readonly repeat: number;
      readonly samples: number;
      /** Learnt from what this run has done; absent before that tells anything. */
      readonly remainingMs?: number;
    }
  | {
      /** Found since the event before. */
      readonly type: 'pieces';
      readonly pieces: readonly FlexibilityPiece[];
    };
