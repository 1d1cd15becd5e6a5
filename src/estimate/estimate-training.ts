// How long a training run takes on a measured device: per layer and pass, the larger of arithmetic over
// the measured rate of that kind and bytes over the measured bandwidth, plus launches.
import type { DeviceProfile } from '../shared/result/schema.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { TrainingRecipe } from './recipe.ts';
import type { TrainingEstimate } from './training-estimate.ts';

export type * from './training-estimate.ts';

export interface EstimateRequest {
  /** Id of a model of the zoo. */
  readonly model: string;
  readonly recipe: TrainingRecipe;
  readonly profile: DeviceProfile;
}

/**
 * @throws FlopscopeError `unknown-name` for the model, `invalid-input` when the recipe does not fit the
 *   model or the profile lacks what the estimate needs; the sentence says which and what to do.
 */
export function estimateTraining(request: EstimateRequest): TrainingEstimate {
  throw new FlopscopeError('internal', `Estimating ${request.model} is being built.`);
}
