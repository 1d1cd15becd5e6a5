// What the engine worker tells of variants that it really runs.
import type { InferenceUse } from '../estimate/inference/parse-inference.ts';
import type { RefusedVariant, RunVariant } from '../estimate/shrink/run-rows.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

export interface RunVariantsJob {
  /** Id in the zoo. */
  readonly model: string;
  /** As typed: "pruned:0.9,int8". */
  readonly variants: string;
  readonly use: InferenceUse;
  /** Of the suite `shrink`, measured on this device: it decides which kernels run. */
  readonly profile: DeviceProfile;
}

export type RunVariantsEvent =
  | { readonly type: 'progress'; readonly fraction: number; readonly variant: string }
  | { readonly type: 'variant'; readonly result: RunVariant | RefusedVariant };
