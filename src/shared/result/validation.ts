// The record of a check: predicted beside measured training steps. It is kept with the device profile that the
// prediction rests on, saved to files, and read back through this schema.
import * as v from 'valibot';
import { identitySchema } from './schema.ts';

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const notNegative = v.pipe(finite, v.minValue(0));

export const validationRowSchema = v.object({
  /** Id of a check network. */
  network: text(120),
  name: text(200),
  batch: positive,
  /** Of one step, at the device's pace while it was measured; low and high bound 95 %. */
  predictedMs: positive,
  low: notNegative,
  high: positive,
  /** Median of the steps. */
  measuredMs: positive,
  measuredLow: notNegative,
  measuredHigh: positive,
  /** Predicted over measured, less one, in per cent. */
  errorPercent: finite,
  inside: v.boolean(),
  /** Pace of the device during the steps over that of its profile; the prediction is corrected by it. */
  slowdown: positive,
  /** Whether the device changed its pace by more than 5 % meanwhile, in every attempt. */
  moved: v.boolean(),
  predictedMemoryBytes: notNegative,
  allocatedBytes: notNegative,
  kernels: notNegative,
  stepsMs: v.pipe(v.array(positive), v.minLength(1), v.maxLength(5000)),
});

export const validationFailureSchema = v.object({
  network: text(120),
  name: text(200),
  reason: text(2000),
});

export const validationSummarySchema = v.object({
  medianErrorPercent: notNegative,
  worstErrorPercent: notNegative,
  /** Share of the rows whose measured step lies within the predicted interval. */
  insideShare: notNegative,
  /** Median half-width of the intervals over the predicted value. */
  medianHalfWidthPercent: notNegative,
  worstMemoryErrorPercent: notNegative,
});

export const validationSchema = v.object({
  format: v.literal('flopscope-validation'),
  version: v.literal(1),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Id of the profile that the prediction rests on. */
  profile: text(64),
  device: identitySchema,
  runtime: text(200),
  rows: v.pipe(v.array(validationRowSchema), v.maxLength(200)),
  failures: v.pipe(v.array(validationFailureSchema), v.maxLength(200)),
  summary: v.nullable(validationSummarySchema),
});

export type ValidationRow = Readonly<v.InferOutput<typeof validationRowSchema>>;
export type ValidationFailure = Readonly<v.InferOutput<typeof validationFailureSchema>>;
export type ValidationSummary = Readonly<v.InferOutput<typeof validationSummarySchema>>;
export type Validation = Readonly<v.InferOutput<typeof validationSchema>>;
