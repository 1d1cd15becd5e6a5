// How many FLOP of matrix products and convolutions a measured device gets through in a second of training, from the
// prediction for a model that stands for its kind.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { estimateTraining } from '../../estimate/estimate-training.ts';
import { findRecipe, type TrainingRecipe } from '../../estimate/recipes.ts';
import type { Range } from '../../estimate/training-estimate.ts';

export interface TrainingRate {
  /** The model whose training was predicted. */
  readonly model: { readonly id: string; readonly name: string };
  /** 1 MAC = 2 FLOP. */
  readonly flopsPerSecond: Range;
  readonly warnings: readonly string[];
}

/** For anything that is counted in FLOP alone: ordinary dense layers, images or text. */
const STANDARDS = {
  images: { model: 'resnet50', recipe: 'imagenet-90-epochs' },
  text: { model: 'gpt2-small', recipe: 'gpt2-10b-tokens' },
} as const;
export type RateKind = keyof typeof STANDARDS;

/** @throws FlopscopeError `invalid-input` when the profile carries no estimate. */
export function trainingRate(profile: DeviceProfile, kind: RateKind): TrainingRate {
  const { model, recipe } = STANDARDS[kind];
  return rateOfModel(profile, model, findRecipe(recipe));
}

/** @throws FlopscopeError `unknown-name` or `invalid-input`, as estimateTraining does. */
export function rateOfModel(
  profile: DeviceProfile,
  model: string,
  recipe: TrainingRecipe,
): TrainingRate {
  const estimate = estimateTraining({ model, recipe, profile });
  const flops = 2 * estimate.macsPerStep * estimate.steps;
  const { value, low, high } = estimate.seconds;
  return {
    model: { id: estimate.model.id, name: estimate.model.name },
    flopsPerSecond: { value: flops / value, low: flops / high, high: flops / low },
    warnings: estimate.warnings,
  };
}
