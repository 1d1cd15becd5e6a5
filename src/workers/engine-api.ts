// What the engine worker offers through Comlink. Only structured-cloneable values cross.
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { AdapterIdentity, DeviceProfile, Environment } from '../shared/result/schema.ts';
import type { Outcome } from './outcome.ts';

/** What the worker cannot see for itself. */
export interface PageFacts {
  readonly battery: { readonly charging: boolean; readonly level: number } | null;
}

export interface DeviceDescription {
  readonly identity: AdapterIdentity;
  readonly environment: Environment;
}

export interface EngineApi {
  describe(page: PageFacts): Promise<Outcome<DeviceDescription>>;
  measure(
    request: MeasureRequest,
    page: PageFacts,
    onEvent: (event: MeasureEvent) => void,
  ): Promise<Outcome<DeviceProfile>>;
  /** Asks the running measurement to stop at the next sample. */
  abort(): void;
  /** Tells that the page was hidden: background tabs are throttled, so the result is marked. */
  pageWasHidden(): void;
}
