// The time of one training on each of several measured devices; one that cannot be told does not stop the others.
import { estimateTraining } from '../estimate/estimate-training.ts';
import { findRecipe, recipesFor, type TrainingRecipe } from '../estimate/recipes.ts';
import { trainingSubject, type TrainingSubject } from '../estimate/training-subject.ts';
import { asFlopscopeError, FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { TrainingAnswer, TrainingQuestion, TrainingTime } from './estimate-api.ts';

/**
 * Seconds of the whole recipe, with the interval of the prediction.
 * @throws FlopscopeError `unknown-name` for the model or the recipe, naming the nearest; `invalid-input` when the recipe is not
 *   for such a model.
 */
export function trainingTimes({ model, recipe, profiles }: TrainingQuestion): TrainingAnswer {
  const subject = trainingSubject(model);
  const fitting = recipesFor(subject.info);
  const asked = recipe === '' ? fitting[0] : findRecipe(recipe);
  if (asked === undefined || !fitting.some(({ id }) => id === asked.id)) {
    throw new FlopscopeError(
      'invalid-input',
      `The recipe "${recipe}" is not for ${subject.info.name}. Those that are: ${fitting.map(({ id }) => id).join(', ')}.`,
    );
  }
  return {
    model: subject.info.name,
    recipe: asked.name,
    times: profiles.map((profile) => timeOn(profile, subject, asked)),
  };
}

function timeOn(
  profile: DeviceProfile,
  model: TrainingSubject,
  recipe: TrainingRecipe,
): TrainingTime {
  try {
    const { seconds, warnings } = estimateTraining({ model, recipe, profile });
    const { value, low, high } = seconds;
    return { kind: 'time', seconds: value, low, high, warnings };
  } catch (thrown) {
    return { kind: 'refused', sentence: asFlopscopeError(thrown).message };
  }
}
