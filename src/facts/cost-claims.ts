// Claims of cost, energy and carbon that the project starts from, as formulas over cited inputs: what the claim checker
// reckons anew. A formula and a unit are written as a person may type them; an input stands in braces.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
/** Of an input or an outcome, in braces in formulas and sentences. */
const name = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]*$/));
/** "USD/v4-chip-hour"; empty for a bare number. */
const unit = v.string();
const id = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9-]*$/));

const published = v.optional(v.strictObject({ value: positive, lastDigit: positive }));

const inputSchema = v.strictObject({
  name,
  label: v.string(),
  value: positive,
  unit,
  note: v.optional(v.string()),
  ...citation,
});

const outcomeSchema = v.strictObject({
  id: name,
  label: v.string(),
  formula: v.string(),
  unit,
  /** What the claim itself says of it, and what its last digit counts. */
  published,
  sentence: v.optional(v.string()),
});

/** How many FLOP the claim is about; 1 MAC = 2 FLOP. */
const workSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('formula'),
    formula: v.string(),
    /** What is trained: a device trains networks for images and for text at rates of their own. */
    data: v.picklist(['images', 'text']),
    sentence: v.string(),
  }),
  /** That of another claim, by its id. */
  v.strictObject({ kind: v.literal('same'), claim: id, sentence: v.string() }),
  v.strictObject({ kind: v.literal('unknown'), sentence: v.string() }),
]);

const schema = v.array(
  v.strictObject({
    /** That of founding-articles.json, where it stands there. */
    id,
    title: v.string(),
    claim: v.string(),
    inputs: v.pipe(v.array(inputSchema), v.minLength(1)),
    formula: v.string(),
    unit,
    published,
    /** Reckoned after the result, each from what stands before it. */
    others: v.array(outcomeSchema),
    /** Where the difference comes from; inputs and outcomes stand in braces. */
    why: v.string(),
    work: workSchema,
    ...citation,
  }),
);

export type CostClaim = v.InferOutput<typeof schema>[number];
export type ClaimInput = v.InferOutput<typeof inputSchema>;
export type ClaimOutcome = v.InferOutput<typeof outcomeSchema>;

export const loadCostClaims: () => Promise<readonly CostClaim[]> = loadOnce(
  () => import('./cost-claims.json'),
  schema,
);
