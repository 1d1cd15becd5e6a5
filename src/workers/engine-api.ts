// What the engine worker offers through Comlink. Only structured-cloneable values cross.
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { AdapterIdentity, DeviceProfile, Environment } from '../shared/result/schema.ts';
import type { ForetoldStep } from '../estimate/prediction/validation.ts';
import type { RefusedVariant, RunVariant } from '../estimate/shrink/run-rows.ts';
import type { Validation } from '../shared/result/validation.ts';
import type { CheckEvent, CheckJob, DigitsEvent, DigitsJob, DigitsResult } from './check-api.ts';
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import type { FlexibilityEvent, FlexibilityJob } from './flexibility-api.ts';
import type { Outcome } from './outcome.ts';
import type { DigitsExtent, ShrinkDigitsEvent, ShrinkDigitsJob } from './shrink-api.ts';
import type { RunVariantsEvent, RunVariantsJob } from './variants-api.ts';

/** What the worker cannot see for itself. */
export interface PageFacts {
  readonly battery: { readonly charging: boolean; readonly level: number } | null;
}

export interface DeviceDescription {
  readonly identity: AdapterIdentity;
  readonly environment: Environment;
}

/** The part that light hosts have too. */
export interface MeasureApi {
  describe(page: PageFacts): Promise<Outcome<DeviceDescription>>;
  measure(
    request: MeasureRequest,
    page: PageFacts,
    onEvent: (event: MeasureEvent) => void,
  ): Promise<Outcome<DeviceProfile>>;
  /** Asks the running job to stop at the next sample or step. */
  abort(): void;
  /** Tells that the page was hidden: background tabs are throttled, so the result is marked. */
  pageWasHidden(): void;
}

export interface EngineApi extends MeasureApi {
  /** Whether a profile was measured on the adapter, in the browser and on the system that are here now. */
  isProfileOf(profile: DeviceProfile, page: PageFacts): Promise<Outcome<boolean>>;
  /** Steps of check networks as the profile foretells them; without those that no kernel runs. */
  foretell(
    networks: readonly string[],
    profile: DeviceProfile,
  ): Promise<Outcome<readonly ForetoldStep[]>>;
  check(
    job: CheckJob,
    page: PageFacts,
    onEvent: (event: CheckEvent) => void,
  ): Promise<Outcome<Validation>>;
  trainDigits(
    job: DigitsJob,
    page: PageFacts,
    onEvent: (event: DigitsEvent) => void,
  ): Promise<Outcome<DigitsResult>>;
  /** Seconds that the digits experiment takes on the device of a profile. */
  foretellDigits(job: DigitsExtent, profile: DeviceProfile): Promise<Outcome<number>>;
  shrinkDigits(
    job: ShrinkDigitsJob,
    page: PageFacts,
    onEvent: (event: ShrinkDigitsEvent) => void,
  ): Promise<Outcome<readonly DigitsPiece[]>>;
  /** Runs variants of a model beside the dense one; those that cannot run carry the reason. */
  runVariants(
    job: RunVariantsJob,
    page: PageFacts,
    onEvent: (event: RunVariantsEvent) => void,
  ): Promise<Outcome<readonly (RunVariant | RefusedVariant)[]>>;
  /** What it finds is in the events. */
  experimentWithFlexibility(
    job: FlexibilityJob,
    page: PageFacts,
    onEvent: (event: FlexibilityEvent) => void,
  ): Promise<Outcome<void>>;
}
