// How the run part comes by the engine and the estimate: by a bundler's workers, or by files whose hash is known.
import type { MeasureApi } from '../../workers/engine-api.ts';
import type { EstimateApi } from '../../workers/estimate-api.ts';
import type { RunningHost } from '../../workers/job-bridge.ts';
import type { EnginePlaces, RunOutcome } from '../run-part.ts';

export type Started<Api> = RunningHost<Api> & { readonly ranOn: RunOutcome['ranOn'] };

export interface Parts {
  /** @throws FlopscopeError `worker-failed` when it runs nowhere. */
  engine(places: EnginePlaces): Promise<Started<MeasureApi>>;
  /** @throws FlopscopeError `worker-failed` when it runs nowhere. */
  estimate(places: EnginePlaces): Promise<Started<EstimateApi>>;
}
