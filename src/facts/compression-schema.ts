// What a published compression result must tell. A measured figure names the setting it was evaluated in: which data,
// which code, how many tokens. Figures of two settings are never compared.
import * as v from 'valibot';
import { citation } from './schema.ts';

export const COMPRESSION_METHODS = [
  'dense',
  'unstructured-pruning',
  'n-of-m-pruning',
  'channel-pruning',
  'int8-quantization',
  'weight-quantization',
  'distillation',
  'weight-sharing',
  'architecture',
  'deep-compression',
] as const;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9.-]+$/));
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const settingSchema = v.strictObject({
  id,
  /** Whether it tells how good a network is, how fast, or how much memory it takes. */
  kind: v.picklist(['quality', 'speed', 'memory']),
  /** "Top-1", "Perplexity on WikiText". */
  quantity: v.string(),
  unit: v.string(),
  better: v.picklist(['higher', 'lower']),
  /** Tokens of a window, where the figure depends on it. */
  sequenceLength: v.optional(count),
  /** What was evaluated on what, for a person. */
  sentence: v.string(),
});

const scoreSchema = v.strictObject({
  setting: id,
  value: finite,
  /** Of the dense network, where the source prints it beside and it is no record of its own. */
  dense: v.optional(finite),
  /** From the dense network, where the source prints only that. */
  difference: v.optional(finite),
});

const recordSchema = v.strictObject({
  id,
  /** As the source calls it. */
  model: v.string(),
  /** The architecture in the zoo: what was pruned or quantized, or the student. */
  zoo: v.optional(v.string()),
  /** The model of the zoo that a smaller architecture stands in for. */
  of: v.optional(v.string()),
  method: v.picklist(COMPRESSION_METHODS),
  technique: v.optional(v.string()),
  /** Share of weights that are zero. */
  sparsity: v.optional(v.pipe(finite, v.gtValue(0), v.ltValue(1))),
  /** Of a weight. */
  bits: v.optional(count),
  /** Weights that share a scale. */
  group: v.optional(count),
  /** Record of the dense network that the source holds it against. */
  reference: v.optional(id),
  scores: v.optional(v.array(scoreSchema)),
  /** As printed; `upTo` is the far end where a range was printed. */
  figures: v.optional(
    v.array(
      v.strictObject({
        quantity: v.string(),
        value: finite,
        upTo: v.optional(finite),
        unit: v.string(),
      }),
    ),
  ),
  ...citation,
});

export const compressionSchema = v.strictObject({
  settings: v.array(settingSchema),
  records: v.array(recordSchema),
});

export type CompressionMethod = (typeof COMPRESSION_METHODS)[number];
export type CompressionSetting = v.InferOutput<typeof settingSchema>;
export type CompressionRecord = v.InferOutput<typeof recordSchema>;

export interface CompressionFacts {
  readonly settings: readonly CompressionSetting[];
  readonly records: readonly CompressionRecord[];
}
