// Cards that a person may choose: peaks, memory, power and price as published. One record a card, merged from
// Epoch AI's table, Hugging Face's and some datasheets; where the sources disagree, both figures stand here.
// All peaks are dense: no source at hand lists figures doubled by sparsity. Where a source lists a GeForce's
// matrix units with f16 accumulation, half of it is kept, as training accumulates in f32; `notes` says so.
import * as v from 'valibot';
import { citation, provenanceSchema } from './schema.ts';

export { matchAccelerator } from './match-accelerator.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Kinds of arithmetic whose peaks differ; "matrix" are the units that only some interfaces reach. */
export const peakKinds = [
  'f32',
  'tf32',
  'f16',
  'f16-matrix',
  'bf16-matrix',
  'fp8-matrix',
  'int8-matrix',
] as const;
export type PeakKind = (typeof peakKinds)[number];

const figureNames = [
  'tdpWatts',
  'memoryBytes',
  'bytesPerSecond',
  'priceUsd',
  ...peakKinds,
] as const;
export type AcceleratorFigure = (typeof figureNames)[number];

const peaksSchema = v.strictObject({
  f32: v.optional(positive),
  tf32: v.optional(positive),
  f16: v.optional(positive),
  'f16-matrix': v.optional(positive),
  'bf16-matrix': v.optional(positive),
  'fp8-matrix': v.optional(positive),
  'int8-matrix': v.optional(positive),
} satisfies Record<PeakKind, v.GenericSchema>);

const conflictSchema = v.strictObject({
  field: v.picklist(figureNames),
  /** The first is the one that the record keeps. */
  values: v.pipe(
    v.array(
      v.strictObject({
        source: v.string(),
        value: positive,
        provenance: v.optional(provenanceSchema, 'read'),
        note: v.optional(v.string()),
      }),
    ),
    v.minLength(2),
  ),
});

export const acceleratorSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(60)),
  name: v.string(),
  vendor: v.string(),
  /** A processor may stand behind a software adapter; an accelerator has no WebGPU at all. */
  kind: v.picklist(['gpu', 'cpu', 'accelerator']),
  /** Other names under which drivers report it. */
  aliases: v.optional(v.array(v.string())),
  /** Year or day, as the source tells. */
  released: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}-\d{2})?$/))),
  /** Thermal design power, or the largest power where only that is listed. */
  tdpWatts: v.optional(positive),
  /** As printed, 1 GB = 10⁹ bytes; the smallest where a card was sold with several sizes. */
  memoryBytes: v.optional(positive),
  memoryBytesOptions: v.optional(v.array(positive)),
  bytesPerSecond: v.optional(positive),
  /** Dense; 1 MAC = 2 FLOP. */
  peakFlopsPerSecond: peaksSchema,
  priceUsd: v.optional(positive),
  conflicts: v.optional(v.array(conflictSchema)),
  /** Of the figures whose provenance is not that of the record. */
  provenanceOf: v.optional(v.record(v.picklist(figureNames), provenanceSchema)),
  notes: v.optional(v.array(v.string())),
  /** The records of the sources that became this one. */
  records: v.pipe(v.array(v.string()), v.minLength(1)),
  ...citation,
});

export type Accelerator = v.InferOutput<typeof acceleratorSchema>;

let loaded: Promise<readonly Accelerator[]> | undefined;

/** All cards, by vendor and name. Fetched and checked when first asked for: the file is large. */
export function loadAccelerators(): Promise<readonly Accelerator[]> {
  loaded ??= import('./accelerators.json').then(
    ({ default: records }) => v.parse(v.array(acceleratorSchema), records),
    (thrown: unknown) => {
      // The next call tries anew: the connection may be back.
      loaded = undefined;
      throw thrown;
    },
  );
  return loaded;
}

/** How a figure of a card is known: "memory" is shown as unverified wherever it stands. */
export function provenanceOf(
  card: Accelerator,
  figure: AcceleratorFigure,
): Accelerator['provenance'] {
  return card.provenanceOf?.[figure] ?? card.provenance;
}
