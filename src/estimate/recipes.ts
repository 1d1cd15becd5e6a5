// The recipes that can be named, which of them suit a model, and what of them a person may change.
import type { BindingLimits, ModelInfo } from '../models/model-info.ts';
import { unknownName } from '../models/nearest-names.ts';
import type { RecipeFieldInfo, RecipePhase, TrainingRecipe } from './recipe.ts';
import { LENGTH_LIMITS, OPTIMIZERS, PRECISIONS } from './recipe-limits.ts';
import { RECIPES } from './recipe-list.ts';
import { bytesPerTrainedParameter } from './memory.ts';
import { regimeOf } from './regimes/regime.ts';
import { regimeFields } from './regimes/regime-fields.ts';

export type * from './recipe.ts';
export { parseRecipe } from './parse-recipe.ts';

/** Every recipe, the custom one last. */
export function listRecipes(): readonly TrainingRecipe[] {
  return RECIPES;
}

/** @throws FlopscopeError `unknown-name`; the sentence names the nearest ids. */
export function findRecipe(id: string): TrainingRecipe {
  const found = RECIPES.find((recipe) => recipe.id === id);
  if (found) return found;
  throw unknownName('recipe', id, RECIPES);
}

/** The recipes that make sense for a model, the most usual first; custom is always the last. */
export function recipesFor(model: ModelInfo): readonly TrainingRecipe[] {
  return RECIPES.filter((recipe) => recipe.tasks.includes(model.task));
}

/** Only the custom recipe and those of one phase let their length and sizes be changed. */
export function isSinglePhase(recipe: TrainingRecipe): boolean {
  return recipe.phases.length === 1;
}

/** The fields a person may change in this recipe for this model, with their present values. */
export function recipeFields(recipe: TrainingRecipe, model: ModelInfo): readonly RecipeFieldInfo[] {
  const [phase] = recipe.phases;
  const fields: RecipeFieldInfo[] = [];
  if (isSinglePhase(recipe)) fields.push(...lengthFields(phase));
  for (const limits of model.bindings) {
    const field = sizeField(recipe, phase, limits, model);
    if (field) fields.push(field);
  }
  fields.push(...numberFields(recipe), ...regimeFields(regimeOf(recipe)));
  return fields;
}

function lengthFields({ length }: RecipePhase): readonly RecipeFieldInfo[] {
  const field = (name: keyof typeof LENGTH_LIMITS, value: number): RecipeFieldInfo => {
    const { label, unit, minimum, maximum } = LENGTH_LIMITS[name];
    return { field: name, label, unit, value, minimum, maximum, group: 'run' };
  };
  switch (length.kind) {
    case 'epochs':
      return [field('examples', length.examples), field('epochs', length.epochs)];
    case 'tokens':
      return [field('tokens', length.tokens)];
    case 'steps':
      return [field('steps', length.steps)];
  }
}

/** The sizes of a model that a recipe sets; the others keep the model's defaults. */
const RECIPE_SIZES = ['batch', 'imageSize', 'sequenceLength'] as const;

function sizeField(
  recipe: TrainingRecipe,
  phase: RecipePhase,
  limits: BindingLimits,
  model: ModelInfo,
): RecipeFieldInfo | undefined {
  const { label, unit, minimum, maximum } = limits;
  const name = RECIPE_SIZES.find((each) => each === limits.name);
  if (name === undefined) return undefined;
  if (name !== 'batch' && !isSinglePhase(recipe)) return undefined;
  const value = phase[name] ?? model.defaults[name] ?? limits.default;
  return { field: name, label, unit, value, minimum, maximum, group: 'run' };
}

function numberFields({ optimizer, precision }: TrainingRecipe): readonly RecipeFieldInfo[] {
  return [
    {
      field: 'optimizer',
      label: 'Optimizer',
      unit: '',
      value: optimizer,
      choices: OPTIMIZERS,
      choiceNames: { sgd: 'SGD', 'sgd-momentum': 'SGD, momentum', adam: 'Adam, AdamW' },
      group: 'numbers',
    },
    {
      field: 'precision',
      label: 'Precision',
      unit: '',
      value: precision,
      choices: PRECISIONS,
      choiceNames: { mixed: 'mixed f16 and f32' },
      group: 'numbers',
      help: `With Adam a trained parameter takes ${bytesPerTrainedParameter('adam', 'f32')} bytes in f32, ${bytesPerTrainedParameter('adam', 'mixed')} mixed, ${bytesPerTrainedParameter('adam', 'f16')} in f16: weight, gradient and state. Mixed halves what is kept for backward.`,
    },
  ];
}
