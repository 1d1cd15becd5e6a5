// What a tag `<flop-scope>` holds as JSON where an attribute is not enough: the author's result, and what training a model
// took on the author's device by the estimate of that day, so that a reader sees it before anything is loaded.
import * as v from 'valibot';

const id = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9.-]*$/i));
const name = v.pipe(v.string(), v.maxLength(120));
const seconds = v.pipe(v.number(), v.finite(), v.gtValue(0));

export const authorTrainingSchema = v.strictObject({
  /** Ids of the zoo and of the recipes, then their names for a person. */
  model: id,
  recipe: id,
  modelName: name,
  recipeName: name,
  /** Seconds of the whole recipe, and the interval of the prediction. */
  seconds,
  low: seconds,
  high: seconds,
  estimatedAt: v.pipe(v.string(), v.maxLength(40), v.isoTimestamp()),
  /** Of the Flopscope that estimated. */
  version: v.pipe(v.string(), v.maxLength(20)),
});

export const embedDocumentSchema = v.strictObject({
  format: v.literal('flopscope-embed'),
  version: v.literal(1),
  /** The payload of a link (`src/results/link`), which whoever opens it bounds and checks. */
  result: v.pipe(v.string(), v.maxLength(30_000), v.regex(/^[\w-]+$/u)),
  training: v.optional(authorTrainingSchema),
});

export type AuthorTraining = v.InferOutput<typeof authorTrainingSchema>;
export type EmbedDocument = v.InferOutput<typeof embedDocumentSchema>;

/** Undefined where an attribute carries all: it has no room for the training. */
export function embedDocumentOf(
  payload: string | undefined,
  training: AuthorTraining | undefined,
): EmbedDocument | undefined {
  if (payload === undefined || training === undefined) return undefined;
  return { format: 'flopscope-embed', version: 1, result: payload, training };
}
