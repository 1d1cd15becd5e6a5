// The door for how a model is used: every wrong field gets its own sentence, nothing throws.
import type { ModelInfo } from '../../models/model-info.ts';
import { bindingProblem } from '../../models/zoo/bindings.ts';
import { parseBytes } from '../parse-bytes.ts';
import { isGiven, parseTypedNumber } from '../parse-number.ts';

export type InferenceField =
  | 'inferenceBatch'
  | 'tokensIn'
  | 'tokensOut'
  | 'imageSize'
  | 'inferencePrecision'
  | 'memory';

export type InferenceInput = Readonly<Partial<Record<InferenceField, unknown>>>;

export interface InferenceUse {
  readonly batch: number;
  /** Tokens that are read; for models that read none, absent. */
  readonly tokensIn?: number;
  /** Tokens that are written; for language models alone. */
  readonly tokensOut?: number;
  readonly imageSize?: number;
  readonly precision: 'f32' | 'f16';
  readonly deviceMemoryBytes?: number;
}

export type ParsedInference =
  | { readonly ok: true; readonly use: InferenceUse }
  | {
      readonly ok: false;
      readonly errors: Readonly<Partial<Record<InferenceField, string>>>;
      /** What the fields hold that are right, the usual values elsewhere. */
      readonly use: InferenceUse;
    };

/** A short question and a short answer. */
const USUAL_TOKENS = 128;

/** What is left out takes the usual value. */
export function parseInference(input: InferenceInput, model: ModelInfo): ParsedInference {
  const errors: Partial<Record<InferenceField, string>> = {};
  const bound = (name: string) => model.bindings.find((each) => each.name === name);
  const size = (field: InferenceField, name: string, usual: number): number | undefined => {
    const limits = bound(name);
    if (limits === undefined) {
      if (isGiven(input[field]))
        errors[field] = `${model.name} has no such size. Leave this empty.`;
      return undefined;
    }
    if (!isGiven(input[field])) return Math.min(usual, limits.maximum);
    const value = parseTypedNumber(input[field]) ?? Number.NaN;
    const problem = bindingProblem(model, limits, value);
    if (problem === undefined) return value;
    errors[field] = Number.isNaN(value)
      ? `This must be a whole number. Enter for instance ${usual}.`
      : problem;
    return undefined;
  };
  const writes = model.task === 'language-model';
  const context = bound('sequenceLength')?.maximum ?? 0;
  const usualIn = Math.min(USUAL_TOKENS, Math.max(1, Math.floor(context / 2)));
  const batch = size('inferenceBatch', 'batch', 1) ?? 1;
  const tokensIn = size('tokensIn', 'sequenceLength', writes ? usualIn : USUAL_TOKENS);
  const imageSize = size('imageSize', 'imageSize', model.defaults.imageSize ?? 1);
  const tokensOut = writes ? outputTokens(input.tokensOut, usualIn, errors) : undefined;
  if (!writes && isGiven(input.tokensOut)) {
    errors.tokensOut = `${model.name} does not write token by token. Leave this empty.`;
  }
  if (tokensOut !== undefined && tokensIn !== undefined && tokensIn + tokensOut > context) {
    const field = isGiven(input.tokensOut) ? 'tokensOut' : 'tokensIn';
    errors[field] ??=
      `${model.name} holds ${context} tokens, read and written together, not ${tokensIn + tokensOut}. Make one of them smaller.`;
  }
  const precision = precisionOf(input.inferencePrecision, errors);
  const memory = isGiven(input.memory) ? parseBytes(input.memory) : undefined;
  if (isGiven(input.memory) && (memory === undefined || memory <= 0)) {
    errors.memory = 'Memory must be an amount. Enter for instance 24 (for 24 GB) or 16 GiB.';
  }
  const use: InferenceUse = {
    batch,
    ...(tokensIn === undefined ? {} : { tokensIn }),
    ...(tokensOut === undefined ? {} : { tokensOut }),
    ...(imageSize === undefined ? {} : { imageSize }),
    precision,
    ...(memory === undefined ? {} : { deviceMemoryBytes: memory }),
  };
  return Object.keys(errors).length === 0 ? { ok: true, use } : { ok: false, errors, use };
}

function outputTokens(
  typed: unknown,
  usual: number,
  errors: Partial<Record<InferenceField, string>>,
): number | undefined {
  if (!isGiven(typed)) return usual;
  const value = parseTypedNumber(typed);
  if (value !== undefined && Number.isInteger(value) && value >= 1) return value;
  errors.tokensOut = 'Tokens written must be a whole number of at least 1. Enter for instance 128.';
  return undefined;
}

function precisionOf(
  typed: unknown,
  errors: Partial<Record<InferenceField, string>>,
): 'f32' | 'f16' {
  if (!isGiven(typed) || typed === 'f32') return 'f32';
  if (typed === 'f16') return 'f16';
  errors.inferencePrecision = 'Choose one of: f32, f16.';
  return 'f32';
}
