// How long a typed-in training lasts: examples and epochs, or tokens, or steps, each checked beside its field.
import type { ModelInfo } from '../models/model-info.ts';
import { isGiven, parseTypedNumber } from './parse-number.ts';
import type { PhaseLength, RecipeField, RecipeInput } from './recipe.ts';
import { LENGTH_FIELDS, LENGTH_LIMITS, type LengthField } from './recipe-limits.ts';

/** One sentence per wrong field. */
export type Errors = Partial<Record<RecipeField | 'recipe', string>>;

/** The kind of length whose fields were filled in; examples and epochs belong together. */
export function parseLength(
  length: PhaseLength,
  input: RecipeInput,
  model: ModelInfo,
  errors: Errors,
): PhaseLength {
  const given = LENGTH_FIELDS.filter((field) => isGiven(input[field]));
  const kinds = new Set(given.map((field) => (field === 'examples' ? 'epochs' : field)));
  if (kinds.size > 1) {
    for (const field of given) {
      errors[field] =
        'Give the length once: examples and epochs, or tokens, or steps. Empty the others.';
    }
    return length;
  }
  if (kinds.has('tokens') && !model.bindings.some((each) => each.name === 'sequenceLength')) {
    errors.tokens = `${model.name} reads no tokens. Give examples and epochs, or steps.`;
    return length;
  }
  const values: Partial<Record<LengthField, number>> = {};
  for (const field of given) {
    const value = lengthValue(field, input[field], errors);
    if (value !== undefined) values[field] = value;
  }
  const [kind] = kinds;
  if (kind === 'tokens') return { kind, tokens: values.tokens ?? 1 };
  if (kind === 'steps') return { kind, steps: values.steps ?? 1 };
  if (kind !== 'epochs') return length;
  const known = length.kind === 'epochs' ? length : { examples: undefined, epochs: 1 };
  const examples = values.examples ?? known.examples;
  if (examples === undefined && errors.examples === undefined) {
    errors.examples = 'Say how many examples an epoch has, for instance 50000.';
  }
  return { kind, examples: examples ?? 1, epochs: values.epochs ?? known.epochs };
}

function lengthValue(field: LengthField, typed: unknown, errors: Errors): number | undefined {
  const { label, minimum, maximum, whole, example } = LENGTH_LIMITS[field];
  const value = parseTypedNumber(typed);
  const advice = `Enter for instance ${example}.`;
  if (value === undefined || !Number.isFinite(value)) {
    errors[field] = `${label} must be a number. ${advice}`;
  } else if (value < minimum) {
    errors[field] = `${label} must be at least ${minimum}. ${advice}`;
  } else if (value > maximum) {
    errors[field] = `${label} beyond ${maximum.toExponential(0)} is no training run. ${advice}`;
  } else if (whole && !Number.isInteger(value)) {
    errors[field] = `${label} must be a whole number. ${advice}`;
  } else {
    return value;
  }
  return undefined;
}
