// Schema parts of a config.json: every size is a whole number within what a model could have, so that a damaged or
// hostile file ends in a sentence and not in an endless loop.
import * as v from 'valibot';
import {
  MOST_EXPERTS,
  MOST_FEATURES,
  MOST_LAYERS,
  MOST_TOKENS,
  MOST_WORDS,
} from '../model-limits.ts';

/** A whole number from `minimum` to `maximum`. */
function whole(minimum: number, maximum: number) {
  return v.pipe(
    v.number('it must be a number'),
    v.integer('it must be a whole number'),
    v.minValue(minimum, `it must be at least ${minimum}`),
    v.maxValue(maximum, `it must be at most ${maximum.toLocaleString('en')}`),
  );
}

export const layers = whole(1, MOST_LAYERS);
export const features = whole(1, MOST_FEATURES);
export const heads = whole(1, MOST_FEATURES);
export const words = whole(1, MOST_WORDS);
export const tokens = whole(1, MOST_TOKENS);
export const experts = whole(1, MOST_EXPERTS);
export const segments = whole(0, 1024);
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A dropout rate. */
export const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(0.999_999));
export const flag = v.boolean('it must be true or false');

/** The field, or what transformers takes where it is left out or null. */
export function or<const S extends v.GenericSchema, const D extends v.InferInput<S>>(
  schema: S,
  value: D,
) {
  return v.nullish(schema, value);
}

/** The field, or undefined where it is left out or null. */
export function maybe<const S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value) => value ?? undefined),
  );
}
