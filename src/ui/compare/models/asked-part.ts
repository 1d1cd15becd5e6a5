// What of a training run is asked: all of it, or an epoch or a step of it, on average over the run.
import { scale } from '../../../estimate/range.ts';
import type { TrainingRecipe } from '../../../estimate/recipes.ts';
import type { Range } from '../../../estimate/training-estimate.ts';

export const askedParts = ['epoch', 'run', 'step'] as const;
export type AskedPart = (typeof askedParts)[number];

export const partNames: Readonly<Record<AskedPart, string>> = {
  epoch: 'An epoch, on average',
  run: 'The whole recipe',
  step: 'A step, on average',
};

/** Recipes whose length is told in tokens or steps have no epochs. */
export function partsOf(recipe: TrainingRecipe): readonly AskedPart[] {
  return askedParts.filter((part) => part !== 'epoch' || epochsOf(recipe) !== undefined);
}

/** @param text as the address has it; the recipe’s first part where it names none of it. */
export function askedPart(text: string | undefined, recipe: TrainingRecipe): AskedPart {
  const parts = partsOf(recipe);
  return parts.find((part) => part === text) ?? parts[0] ?? 'run';
}

/** What an estimate tells of all three. */
export interface TrainingTimes {
  readonly seconds: Range;
  readonly stepSeconds: Range;
}

/** In seconds. */
export function timeOfPart(
  { seconds, stepSeconds }: TrainingTimes,
  part: AskedPart,
  recipe: TrainingRecipe,
): Range {
  switch (part) {
    case 'run':
      return seconds;
    case 'step':
      return stepSeconds;
    case 'epoch':
      return scale(seconds, 1 / (epochsOf(recipe) ?? 1));
  }
}

/** Over all phases; undefined where one of them has another length. */
function epochsOf({ phases }: TrainingRecipe): number | undefined {
  const epochs = phases.map(({ length }) => (length.kind === 'epochs' ? length.epochs : NaN));
  const sum = epochs.reduce((total, each) => total + each, 0);
  return Number.isNaN(sum) ? undefined : sum;
}
