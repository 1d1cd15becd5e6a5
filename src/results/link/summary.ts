// The summary of a result: what fits a link of 2,000 characters, and is enough to name the device, tell its headline, judge
// comparability and compare the best kernels. Samples stay behind; intervals travel.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import { precisionSchema, problemSchema } from '../../shared/problem.ts';
import {
  ceilingKindSchema,
  suiteIdSchema,
  timingMethodSchema,
} from '../../shared/result/schema.ts';

/** Raised when a reader of the old version could misread the document. */
export const SUMMARY_VERSION = 1;

/**
 * Longest texts, in bytes of UTF-8. A label (120 characters) is kept whole in most scripts; what adapters and browsers tell
 * is longer only where it is not about the device. However unlike any text they are, the link still fits.
 */
export const summaryTextLimits = {
  label: 240,
  description: 80,
  adapter: 64,
  runtime: 48,
  operatingSystem: 32,
} as const;

/** A summary of 2,000 characters has room for some thirty; the rest is for links made by hand. */
const MOST_FIGURES = 64;

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const notNegative = v.pipe(finite, v.minValue(0));

/**
 * Positional, because names would be half of it: kernel, source hash, FLOP and bytes of one execution (1 MAC = 2 FLOP),
 * median milliseconds, low and high of its 95 % interval over the median, clock error.
 */
const timedEntries = [
  text(80),
  text(16),
  notNegative,
  notNegative,
  positive,
  v.pipe(positive, v.maxValue(1)),
  v.pipe(positive, v.minValue(1)),
  notNegative,
] as const;

const timedSchema = v.strictTuple(timedEntries);

export const summarySchema = v.strictObject({
  format: v.literal('flopscope-summary'),
  version: v.literal(SUMMARY_VERSION),
  id: text(64),
  createdAt: v.pipe(text(40), v.isoTimestamp()),
  suite: suiteIdSchema,
  suiteVersion: text(20),
  complete: v.boolean(),
  timingMethod: timingMethodSchema,
  vendor: text(summaryTextLimits.adapter),
  architecture: text(summaryTextLimits.adapter),
  device: text(summaryTextLimits.adapter),
  description: text(summaryTextLimits.description),
  label: text(summaryTextLimits.label),
  softwareAdapter: v.boolean(),
  host: v.picklist(['browser', 'node']),
  runtime: text(summaryTextLimits.runtime),
  operatingSystem: text(summaryTextLimits.operatingSystem),
  quantumNs: v.nullable(notNegative),
  /** The worst of all figures, also of those left out. */
  clockError: notNegative,
  visibility: v.picklist(['visible', 'was-hidden', 'unknown']),
  charging: v.nullable(v.boolean()),
  drift: notNegative,
  retained: v.nullable(positive),
  ceilings: v.pipe(
    v.array(v.strictTuple([ceilingKindSchema, precisionSchema, timedSchema])),
    v.maxLength(MOST_FIGURES),
  ),
  /** The best kernel of a problem, and whether it sums in f16. */
  kernels: v.pipe(
    v.array(v.strictTuple([problemSchema, v.boolean(), timedSchema])),
    v.maxLength(MOST_FIGURES),
  ),
  /** Problems of the result whose best kernel found no room. */
  leftOut: v.pipe(finite, v.integer(), v.minValue(0)),
});

export type Summary = v.InferOutput<typeof summarySchema>;
export type SummaryTimed = v.InferOutput<typeof timedSchema>;

/** @throws FlopscopeError `invalid-document`, or `newer-document` when a later version of Flopscope wrote it. */
export function validateSummary(document: unknown): Summary {
  const header = v.safeParse(
    v.object({ format: v.literal('flopscope-summary'), version: v.number() }),
    document,
  );
  if (!header.success) {
    throw new FlopscopeError(
      'invalid-document',
      'This link holds no Flopscope result. Copy the whole link again from where it was made.',
    );
  }
  if (header.output.version > SUMMARY_VERSION) {
    throw new FlopscopeError(
      'newer-document',
      `This link holds a summary of version ${header.output.version}; this Flopscope reads up to ${SUMMARY_VERSION}. Update Flopscope, or reload the page, to open it.`,
    );
  }
  // The first issue is all that is told: a hostile list must not cost thousands.
  const parsed = v.safeParse(summarySchema, document, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new FlopscopeError(
      'invalid-document',
      `The summary in this link is damaged at "${v.getDotPath(issue) ?? 'its top level'}": ${issue.message}. Copy the link again from where it was made.`,
    );
  }
  return parsed.output;
}
