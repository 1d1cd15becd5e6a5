// The recipes that can be named, which of them suit a model, and what of them a person may change.
import type { BindingLimits, ModelInfo } from '../models/model-info.ts';
import { unknownName } from '../models/nearest-names.ts';
import type { RecipeField, RecipeFieldInfo, RecipePhase, TrainingRecipe } from './recipe.ts';
import { LENGTH_LIMITS, OPTIMIZERS, PRECISIONS } from './recipe-limits.ts';
import { RECIPES } from './recipe-list.ts';

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
  fields.push(
    choice('optimizer', 'Optimizer', recipe.optimizer, OPTIMIZERS),
    choice('precision', 'Precision', recipe.precision, PRECISIONS),
  );
  return fields;
}

function lengthFields({ length }: RecipePhase): readonly RecipeFieldInfo[] {
  const field = (name: keyof typeof LENGTH_LIMITS, value: number): RecipeFieldInfo => {
    const { label, unit, minimum, maximum } = LENGTH_LIMITS[name];
    return { field: name, label, unit, value, minimum, maximum };
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
  return { field: name, label, unit, value, minimum, maximum };
}

function choice(
  field: RecipeField,
  label: string,
  value: string,
  choices: readonly string[],
): RecipeFieldInfo {
  return { field, label, unit: '', value, choices };
}
