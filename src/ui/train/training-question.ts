// What the address of Train asks, resolved against the zoo and the recipes: which model, which recipe, which
// fields a person may change, and what is wrong with what was typed. Pure; knows nothing of the page.
import {
  findRecipe,
  type ParsedRecipe,
  parseRecipe,
  type RecipeField,
  type RecipeFieldInfo,
  recipeFields,
  recipesFor,
  type TrainingRecipe,
} from '../../estimate/recipes.ts';
import type { ModelInfo } from '../../models/model-info.ts';
import { findModel, listModels } from '../../models/zoo/zoo.ts';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import type { Parameters } from '../route/route.ts';

/** The model that most people have a time in mind for. */
const DEFAULT_MODEL = 'resnet50';

export interface FormField extends RecipeFieldInfo {
  /** What stands in the field: as typed, or the recipe's own value. */
  readonly text: string;
  readonly changed: boolean;
  /** What is wrong with it; undefined when nothing is. */
  readonly error: string | undefined;
}

export interface TrainingQuestion {
  readonly model: ModelInfo;
  readonly models: readonly ModelInfo[];
  /** As published, before anything typed. */
  readonly base: TrainingRecipe;
  readonly recipes: readonly TrainingRecipe[];
  readonly fields: readonly FormField[];
  readonly parsed: ParsedRecipe;
  /** Names in the link that do not exist, as sentences naming the nearest ones. */
  readonly notices: readonly string[];
}

export function askQuestion(parameters: Parameters): TrainingQuestion {
  const notices: string[] = [];
  const named = <T>(id: string | undefined, find: (id: string) => T, otherwise: () => T): T => {
    if (id === undefined) return otherwise();
    try {
      return find(id);
    } catch (thrown) {
      notices.push(asFlopscopeError(thrown).message);
      return otherwise();
    }
  };
  const models = trainableModels();
  const model = named(
    parameters['model'],
    (id) => findTrainable(id, models),
    () => defaultModel(models),
  );
  const recipes = recipesFor(model);
  const base = named(parameters['recipe'], findRecipe, () => firstRecipe(recipes));
  const fitting = recipes.some(({ id }) => id === base.id) ? base : firstRecipe(recipes);
  if (fitting !== base && parameters['recipe'] !== undefined) {
    notices.push(`“${base.name}” does not train ${model.name}; this is “${fitting.name}”.`);
  }
  const infos = recipeFields(fitting, model);
  const typed = typedFields(infos, parameters);
  const parsed = parseRecipe({ recipe: fitting.id, ...typed }, model);
  const errors = parsed.ok ? {} : parsed.errors;
  const fields = infos.map((info): FormField => {
    const text = typed[info.field] ?? String(info.value);
    const changed = typed[info.field] !== undefined;
    return { ...info, text, changed, error: errors[info.field] };
  });
  if (errors.recipe !== undefined) notices.push(errors.recipe);
  return { model, models, base: fitting, recipes, fields, parsed, notices };
}

/** The recipe with those of the typed figures that are possible: what a link that begins with others can be answered by. */
export function possiblePart({ base, fields, model }: TrainingQuestion): ParsedRecipe {
  const possible = fields.filter(({ changed, error }) => changed && error === undefined);
  const typed = Object.fromEntries(possible.map(({ field, text }) => [field, text]));
  return parseRecipe({ recipe: base.id, ...typed }, model);
}

/** Models that some recipe trains. */
export function trainableModels(): readonly ModelInfo[] {
  return listModels().filter((model) => recipesFor(model).length > 0);
}

/** @throws FlopscopeError saying that there is no such model, or no recipe for it. */
function findTrainable(id: string, models: readonly ModelInfo[]): ModelInfo {
  const model = findModel(id);
  if (models.includes(model)) return model;
  throw new FlopscopeError(
    'invalid-input',
    `No recipe trains ${model.name}. Choose another model.`,
  );
}

function typedFields(
  infos: readonly RecipeFieldInfo[],
  parameters: Parameters,
): Partial<Record<RecipeField, string>> {
  const typed: Partial<Record<RecipeField, string>> = {};
  for (const { field, value } of infos) {
    const text = parameters[field];
    if (text !== undefined && text !== String(value)) typed[field] = text;
  }
  return typed;
}

function defaultModel(models: readonly ModelInfo[]): ModelInfo {
  const model = models.find(({ id }) => id === DEFAULT_MODEL) ?? models[0];
  if (model === undefined)
    throw new FlopscopeError('internal', 'There are no models to choose from.');
  return model;
}

function firstRecipe(recipes: readonly TrainingRecipe[]): TrainingRecipe {
  const [recipe] = recipes;
  if (recipe === undefined) {
    throw new FlopscopeError('internal', 'There is no recipe for this model.');
  }
  return recipe;
}

/** What to write into the address: the model and recipe that were chosen, and what differs from them. */
export function questionParameters(question: TrainingQuestion): Parameters {
  const { model, models, base, recipes, fields } = question;
  const parameters: Record<string, string> = {};
  if (model.id !== defaultModel(models).id) parameters['model'] = model.id;
  if (base.id !== recipes[0]?.id) parameters['recipe'] = base.id;
  for (const { field, text, changed } of fields) if (changed) parameters[field] = text;
  return parameters;
}
