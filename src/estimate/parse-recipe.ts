// The door through which typed-in recipes enter: every wrong field gets its own sentence, nothing throws.
import { FlopscopeError } from '../shared/errors.ts';
import type { BindingName } from '../models/graph.ts';
import type { ModelInfo } from '../models/model-info.ts';
import { bindingProblem } from '../models/zoo/bindings.ts';
import { unknownName } from '../models/nearest-names.ts';
import { isGiven, parseTypedNumber } from './parse-number.ts';
import { type Errors, parseLength } from './parse-length.ts';
import type {
  ParsedRecipe,
  RecipeField,
  RecipeInput,
  RecipePhase,
  TrainingRecipe,
} from './recipe.ts';
import { LENGTH_FIELDS, OPTIMIZERS, PRECISIONS } from './recipe-limits.ts';
import { CUSTOM_RECIPE_ID, RECIPES } from './recipe-list.ts';
import { checkParts, parseRegime, REGIME_FIELDS } from './regimes/parse-regime.ts';
import { regimeOf } from './regimes/regime.ts';

const RECIPE_FIELDS: readonly RecipeField[] = [
  ...LENGTH_FIELDS,
  'batch',
  'imageSize',
  'sequenceLength',
  'optimizer',
  'precision',
  ...REGIME_FIELDS,
];

/** Other names of the same thing: AdamW decays the weights apart, with the same state and traffic. */
const OPTIMIZER_NAMES: Readonly<Record<string, string>> = { adamw: 'adam' };

/**
 * Checks what a form or a command line holds. Never throws.
 * @param input `recipe` id (custom when absent) and fields as typed; absent or empty ones keep the
 *   recipe's value.
 */
export function parseRecipe(input: RecipeInput, model: ModelInfo): ParsedRecipe {
  const base = baseRecipe(input.recipe, model);
  if (typeof base === 'string') return { ok: false, errors: { recipe: base } };
  const errors: Errors = {};
  const single = base.phases.length === 1;
  const [first, ...rest] = base.phases;
  const alias = typeof input.optimizer === 'string' ? OPTIMIZER_NAMES[input.optimizer] : undefined;
  const named = alias === undefined ? input : { ...input, optimizer: alias };
  const optimizer = oneOf(named, 'optimizer', OPTIMIZERS, errors) ?? base.optimizer;
  const precision = oneOf(input, 'precision', PRECISIONS, errors) ?? base.precision;
  const batch = size(input, 'batch', model, errors);
  const fixed = single ? [] : [...LENGTH_FIELDS, 'imageSize' as const, 'sequenceLength' as const];
  for (const field of fixed) {
    if (isGiven(input[field])) {
      errors[field] =
        `${base.name} has several phases, each with its own. Leave this empty, or choose Custom.`;
    }
  }
  const adapt = (phase: RecipePhase): RecipePhase =>
    batch === undefined ? phase : { ...phase, batch };
  const phase = single ? changedPhase(adapt(first), input, model, errors) : adapt(first);
  checkBatch(phase, errors);
  const regime = parseRegime(input, regimeOf(base), model, errors);
  const phases: TrainingRecipe['phases'] = [phase, ...rest.map(adapt)];
  checkParts(
    phases.map((each) => each.batch),
    regime,
    errors,
  );
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const changed = RECIPE_FIELDS.filter((field) => isGiven(input[field]));
  const facts = changed.length === 0 ? base.facts : [...base.facts, yours(changed)];
  const own = REGIME_FIELDS.some((field) => isGiven(input[field])) ? { regime } : {};
  return { ok: true, recipe: { ...base, phases, optimizer, precision, facts, ...own } };
}

function baseRecipe(id: unknown, model: ModelInfo): TrainingRecipe | string {
  const wanted = isGiven(id) ? id : CUSTOM_RECIPE_ID;
  if (typeof wanted !== 'string') return 'A recipe is named by a text. Choose one from the list.';
  const found = RECIPES.find((recipe) => recipe.id === wanted);
  if (!found) return unknownName('recipe', wanted, RECIPES).message;
  return found.tasks.includes(model.task) ? found : misfit(found, model).message;
}

/** A recipe for another kind of model. */
export function misfit(recipe: TrainingRecipe, model: ModelInfo): FlopscopeError {
  const fitting = RECIPES.filter((each) => each.tasks.includes(model.task)).map((each) => each.id);
  return new FlopscopeError(
    'invalid-input',
    `The recipe "${recipe.id}" is not for ${model.name}. Choose one of: ${fitting.join(', ')}.`,
  );
}

function changedPhase(
  phase: RecipePhase,
  input: RecipeInput,
  model: ModelInfo,
  errors: Errors,
): RecipePhase {
  const imageSize = size(input, 'imageSize', model, errors) ?? phase.imageSize;
  const sequenceLength = size(input, 'sequenceLength', model, errors) ?? phase.sequenceLength;
  return {
    ...phase,
    ...(imageSize === undefined ? {} : { imageSize }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    length: parseLength(phase.length, input, model, errors),
  };
}

function size(
  input: RecipeInput,
  field: 'batch' | 'imageSize' | 'sequenceLength',
  model: ModelInfo,
  errors: Errors,
): number | undefined {
  if (!isGiven(input[field]) || errors[field] !== undefined) return undefined;
  const limits = model.bindings.find((each) => each.name === (field satisfies BindingName));
  if (!limits) {
    errors[field] = `${model.name} has no such size. Leave this empty.`;
    return undefined;
  }
  const value = parseTypedNumber(input[field]);
  const problem = bindingProblem(model, limits, value ?? Number.NaN);
  if (problem === undefined) return value;
  errors[field] =
    value === undefined
      ? `${limits.label} must be a whole number. Enter for instance ${limits.default}.`
      : problem;
  return undefined;
}

function checkBatch({ batch, length }: RecipePhase, errors: Errors): void {
  if (length.kind !== 'epochs' || batch <= length.examples) return;
  if (errors.examples !== undefined || errors.batch !== undefined) return;
  errors.batch = `A batch of ${batch} is larger than the data set of ${length.examples}. Make it at most that.`;
}

function oneOf<T extends string>(
  input: RecipeInput,
  field: 'optimizer' | 'precision',
  choices: readonly T[],
  errors: Errors,
): T | undefined {
  const typed = input[field];
  if (!isGiven(typed)) return undefined;
  const found = choices.find((choice) => choice === typed);
  if (found === undefined) errors[field] = `Choose one of: ${choices.join(', ')}.`;
  return found;
}

function yours(fields: readonly string[]) {
  return {
    sentence: `You set ${fields.join(', ')}.`,
    source: 'Entered',
    provenance: 'yours',
  } as const;
}
