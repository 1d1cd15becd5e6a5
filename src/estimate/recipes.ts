// The recipes that can be named, and the door through which typed-in figures enter.
import { FlopscopeError } from '../shared/errors.ts';
import type { ModelInfo } from '../models/model-info.ts';
import type { ParsedRecipe, RecipeFieldInfo, RecipeInput, TrainingRecipe } from './recipe.ts';

export type * from './recipe.ts';

/** Every recipe, the custom one last. */
export function listRecipes(): readonly TrainingRecipe[] {
  return [];
}

/** @throws FlopscopeError `unknown-name`; the sentence names the nearest ids. */
export function findRecipe(id: string): TrainingRecipe {
  throw new FlopscopeError('unknown-name', `There is no recipe "${id}".`);
}

/** The recipes that make sense for a model, the most usual first. */
export function recipesFor(model: ModelInfo): readonly TrainingRecipe[] {
  return listRecipes().filter((recipe) => recipe.tasks.includes(model.task));
}

/** The fields a person may change in this recipe for this model, with their present values. */
export function recipeFields(recipe: TrainingRecipe, model: ModelInfo): readonly RecipeFieldInfo[] {
  return [{ field: 'batch', label: model.name, unit: '', value: recipe.phases[0].batch }];
}

/**
 * Checks what a form holds. Never throws: each wrong field gets a sentence to be shown beside it.
 * @param input `recipe` id and fields as typed (text or numbers); absent or empty ones keep the recipe's value.
 */
export function parseRecipe(input: RecipeInput, model: ModelInfo): ParsedRecipe {
  return { ok: false, errors: { recipe: `${typeof input} for ${model.id}` } };
}
