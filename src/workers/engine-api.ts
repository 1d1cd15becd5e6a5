// What the engine worker offers through Comlink. Only structured-cloneable values cross.
import type { ErrorCode } from '../shared/errors.ts';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { AdapterIdentity, DeviceProfile, Environment } from '../shared/result/schema.ts';

/** What the worker cannot see for itself. */
export interface PageFacts {
  readonly battery: { readonly charging: boolean; readonly level: number } | null;
}

/** Errors cross as data: Comlink keeps only the message of an Error, and the page needs the code. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

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
