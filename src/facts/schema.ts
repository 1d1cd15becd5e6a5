// What a cited record must carry. Whatever lacks its source, its day of checking, its licence or its
// provenance does not load.
import * as v from 'valibot';

/** read: in the source. derived: computed from read figures. memory: recalled, shown as "unverified". */
export const provenanceSchema = v.picklist(['read', 'derived', 'memory']);

const citation = {
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

export const transformerSchema = v.array(
  v.strictObject({
    model: v.string(),
    params: count,
    /** What the count includes. */
    counts: v.string(),
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

export type Provenance = v.InferOutput<typeof provenanceSchema>;
export type TorchvisionFact = v.InferOutput<typeof torchvisionSchema>[number];
export type TransformerFact = v.InferOutput<typeof transformerSchema>[number];
export type TrainingFact = v.InferOutput<typeof trainingSchema>[number];
