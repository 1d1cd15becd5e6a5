// Pairs of input and result that others have published: fixed tests for what this project computes.
import * as v from 'valibot';
import records from './validation-anchors.json';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Id in the zoo. */
const model = v.string();
/** Id in accelerators.json. */
const card = v.string();

const quantitySchema = v.picklist([
  'params',
  'forward-macs',
  'forward-flops',
  'training-flops',
  'iteration-seconds',
  'utilization',
  'gpu-hours',
  'grid-intensity',
  'carbon-tonnes',
  'mean-watts',
  'tdp-fraction',
  'energy-kwh',
  'usd',
  'usd-per-task',
  'critic-usd',
]);

const common = {
  id: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  /** What it is about, for a person. */
  title: v.string(),
  expected: v.pipe(
    v.array(
      v.strictObject({
        quantity: quantitySchema,
        value: positive,
        /** Whose figure it is, where an anchor has several of one quantity. */
        says: v.optional(v.string()),
        /** Which of `inputs.clusters` it is about. */
        cluster: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      }),
    ),
    v.minLength(1),
  ),
  /** Shares are relative to the published figure; "information": the anchor shows, it does not judge. */
  tolerance: v.union([
    v.strictObject({ relative: positive }),
    v.strictObject({ absolute: positive }),
    v.literal('information'),
  ]),
  note: v.optional(v.string()),
  ...citation,
};

const priceSchema = v.strictObject({ hours: positive, usdPerHour: positive });

const anchorSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('forward-count'),
    inputs: v.strictObject({ model, bindings: v.record(v.string(), whole) }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('image-training'),
    inputs: v.strictObject({ model, batch: whole, steps: whole }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('iteration-time'),
    inputs: v.strictObject({
      ...{ model, batch: whole, sequenceLength: whole, layers: whole, hidden: whole },
      vocabulary: whole,
      clusters: v.array(v.strictObject({ gpus: whole, flopsPerGpu: positive })),
    }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('training-compute'),
    inputs: v.strictObject({
      ...{ model, tokens: positive, gpus: whole, hours: positive },
      peakFlopsPerSecond: positive,
    }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('published-run'),
    inputs: v.strictObject({
      ...{ model, card, tokens: positive, watts: positive, gpuHours: positive },
      tonnesCo2: positive,
    }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('run-time'),
    inputs: v.strictObject({
      ...{ model, card, tokens: positive, sequenceLength: whole, gpuHours: positive },
      assumedUtilization: positive,
    }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('measured-energy'),
    inputs: v.strictObject({ card, count: whole, hours: positive, kwh: positive }),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('cost'),
    inputs: v.strictObject({
      priced: v.array(priceSchema),
      tasks: whole,
      criticised: priceSchema,
    }),
    ...common,
  }),
]);

export type ValidationAnchor = v.InferOutput<typeof anchorSchema>;
export type AnchorQuantity = v.InferOutput<typeof quantitySchema>;
export type AnchorOf<K extends ValidationAnchor['kind']> = Extract<ValidationAnchor, { kind: K }>;

export const validationAnchors: readonly ValidationAnchor[] = v.parse(
  v.array(anchorSchema),
  records,
);
