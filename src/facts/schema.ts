// What a cited record must carry. Whatever lacks its source, its day of checking, its licence or its
// provenance does not load.
import * as v from 'valibot';

/** read: in the source. derived: computed from read figures. memory: recalled, shown as "unverified". */
export const provenanceSchema = v.picklist(['read', 'derived', 'memory']);

export const citation = {
  source: v.pipe(v.string(), v.minLength(8)),
  /** Of the source: year, month or day, as exactly as it tells; absent where it tells none, never guessed. */
  date: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))),
  /** The day on which the figure was last looked up in the source. */
  checked: v.pipe(v.string(), v.isoDate()),
  licence: v.pipe(v.string(), v.minLength(3)),
  provenance: provenanceSchema,
};

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const torchvisionSchema = v.array(
  v.strictObject({
    /** Id in the zoo. */
    model: v.string(),
    weights: v.string(),
    params: count,
    /** 10⁹ multiply-accumulates of one image at cropPixels, as printed, rounded to a thousandth. */
    gmacs: v.pipe(v.number(), v.gtValue(0)),
    cropPixels: count,
    /** ImageNet validation accuracy, per cent; absent for weights without a usable classifier. */
    top1: v.optional(v.number()),
    top5: v.optional(v.number()),
    ...citation,
  }),
);

const exactTransformerSchema = v.strictObject({
  model: v.string(),
  params: count,
  /** What the count includes. */
  counts: v.string(),
  ...citation,
});

/** A figure that was printed in round numbers, or that counts something else than the model as it was published. */
const printedTransformerSchema = v.strictObject({
  model: v.string(),
  /**
   * Parameters when absent; the share of them that one task uses; the share that one more task adds.
   */
  quantity: v.optional(v.picklist(['params', 'active-share', 'new-share']), 'params'),
  /** As it stands there: "125M". */
  printed: v.string(),
  value: v.pipe(v.number(), v.gtValue(0)),
  /** The last printed digit counts these; 1 for an exact figure. */
  roundedTo: v.pipe(v.number(), v.gtValue(0)),
  /** Why the count of the model cannot agree; absent where it does. */
  explanation: v.optional(v.string()),
  ...citation,
});

export const transformerSchema = v.array(
  v.union([exactTransformerSchema, printedTransformerSchema]),
);

/** Counts that were printed in round figures: of the model as the zoo has it, or of a part of it. */
export const roundedCountSchema = v.array(
  v.strictObject({
    /** Id in the zoo. */
    model: v.string(),
    /** Parameters, or multiply-accumulates of one example at the model's default sizes. */
    quantity: v.picklist(['params', 'macs']),
    value: count,
    /** The last printed digit counts these. */
    roundedTo: count,
    /** Names of the layers that the figure does not contain. */
    leavesOut: v.optional(v.array(v.string())),
    ...citation,
  }),
);

export const trainingSchema = v.array(
  v.strictObject({
    id: v.string(),
    value: v.pipe(v.number(), v.gtValue(0)),
    unit: v.string(),
    /** The fact as a sentence for a person. */
    sentence: v.string(),
    ...citation,
  }),
);

/** Operations for one part of the arithmetic that is no matrix product. What no rule names is not counted. */
const elementRuleSchema = v.strictObject({
  kind: v.picklist(['bias', 'normalisation', 'activation', 'softmax', 'pooling', 'elementwise']),
  /** What `operations` is multiplied by: elements read, elements written, rows of the last axis written. */
  per: v.picklist(['input', 'output', 'row']),
  operations: v.pipe(v.number(), v.integer()),
  /** Names in src/models/operators; all of the kind when absent. */
  operators: v.optional(v.array(v.string())),
  /** "relu", "max", "adaptive-mean": what the operator's own attribute says; all when absent. */
  variants: v.optional(v.array(v.string())),
});

const conventionBase = {
  id: v.string(),
  name: v.string(),
  /** What it counts and what it leaves out, for a person. */
  sentence: v.string(),
  /** Whether the two products of attention are counted. */
  attentionScores: v.boolean(),
  attentionContext: v.boolean(),
  ...citation,
};

/** How a well-known tool or paper counts. */
const conventionSchema = v.variant('method', [
  v.strictObject({
    ...conventionBase,
    method: v.literal('layers'),
    /** Whether a multiply-accumulate is one operation or two. */
    unit: v.picklist(['MAC', 'FLOP']),
    rules: v.array(elementRuleSchema),
    /** Forward passes that the figure stands for: 3 for a training step; 1 when absent. */
    passes: v.optional(count),
  }),
  v.strictObject({
    ...conventionBase,
    /** Two operations for each parameter, token and pass. */
    method: v.literal('parameters'),
    parameters: v.picklist(['all', 'without-positions', 'non-embedding']),
    passes: count,
    /** One token, or all tokens of the input. */
    per: v.picklist(['token', 'sequence']),
  }),
]);

/** A count that was printed somewhere, and the convention that yields it. */
const publishedCountSchema = v.strictObject({
  /** Id in the zoo, or the reference's own name of the model. */
  model: v.string(),
  bindings: v.optional(v.record(v.string(), count)),
  /** The head it was built with; the zoo's first when absent. */
  head: v.optional(v.string()),
  says: v.pipe(v.number(), v.gtValue(0)),
  /** Half of the last printed digit; 0 for an exact figure. */
  plusMinus: v.pipe(v.number(), v.minValue(0)),
  /** Null where the model itself differs, which `sentence` explains. */
  convention: v.nullable(v.string()),
  sentence: v.optional(v.string()),
  ...citation,
});

export const countingSchema = v.strictObject({
  conventions: v.array(conventionSchema),
  examples: v.array(publishedCountSchema),
});

export type ElementRule = v.InferOutput<typeof elementRuleSchema>;
export type CountingConvention = v.InferOutput<typeof conventionSchema>;
export type PublishedCount = v.InferOutput<typeof publishedCountSchema>;
export type Provenance = v.InferOutput<typeof provenanceSchema>;
export type TorchvisionFact = v.InferOutput<typeof torchvisionSchema>[number];
export type TransformerFact = v.InferOutput<typeof exactTransformerSchema>;
export type PrintedTransformerFact = v.InferOutput<typeof printedTransformerSchema>;
export type RoundedCount = v.InferOutput<typeof roundedCountSchema>[number];
export type TrainingFact = v.InferOutput<typeof trainingSchema>[number];
