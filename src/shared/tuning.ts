// What the tuner remembers between runs and what it tells in a result. Both cross borders (IndexedDB, cache
// folder, files), so both are schemas.
import * as v from 'valibot';
import { problemSchema } from './problem.ts';

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const count = v.pipe(finite, v.integer(), v.minValue(0), v.maxValue(2 ** 40));

/** Sweeps have about 150 candidates; more is not ours. */
const attemptsSchema = <T extends v.GenericSchema>(attempt: T) =>
  v.pipe(v.array(attempt), v.maxLength(500));

export const tunablesSchema = v.record(text(40), finite);

/** One kernel with one set of tunables. */
export const choiceSchema = v.object({
  /** Descriptor id, "matmul/block-tile". */
  kernel: text(80),
  parameters: tunablesSchema,
});

export const attemptSchema = v.object({
  ...choiceSchema.entries,
  /** Milliseconds of one execution, corrected for drift against the best so far; null when it never ran. */
  ms: v.nullable(positive),
  /** Why it has no time: the compiler's message, a wrong result, a lost device. */
  reason: v.exactOptional(text(500)),
});

/** What is kept of one sweep: enough to continue one that was interrupted. */
export const tuningRecordSchema = v.object({
  format: v.literal('flopscope-tuning'),
  suiteVersion: text(20),
  /** Identity of the adapter and of what compiles for it. */
  adapter: text(1000),
  problemClass: text(400),
  attempts: attemptsSchema(attemptSchema),
  /** Written before a candidate is tried: what is still here after a crash brought the device down. */
  underWay: v.nullable(choiceSchema),
  /** Whether every candidate was tried or ruled out, or the time of a whole sweep was spent on it. */
  complete: v.boolean(),
  updatedAt: v.pipe(v.string(), v.isoTimestamp()),
});

/** How one kernel was chosen, told with the result. */
export const tuningReportSchema = v.object({
  problem: problemSchema,
  /** In which type f16 kernels sum; 0 where there is no choice. */
  accumulatorBits: count,
  /** `raced` now, `stored` by an earlier run, or `shipped` with the lab and not challenged in the time. */
  source: v.picklist(['raced', 'stored', 'shipped']),
  /** What would have run without tuning. */
  untuned: choiceSchema,
  winner: choiceSchema,
  /** Duration of the untuned choice over that of the winner, sample by sample of the same rounds. */
  gain: v.object({ median: finite, low: finite, high: finite }),
  attempts: attemptsSchema(attemptSchema),
  /** Candidates that the roofline ruled out, and those for which there was no time. */
  pruned: count,
  left: count,
  /** On candidates beyond those that the suite measures in any case. */
  spentMs: v.pipe(finite, v.minValue(0)),
});

export type Choice = v.InferOutput<typeof choiceSchema>;
export type Attempt = v.InferOutput<typeof attemptSchema>;
export type TuningRecord = v.InferOutput<typeof tuningRecordSchema>;
export type TuningReport = v.InferOutput<typeof tuningReportSchema>;

/** Whether two choices are the same kernel with the same tunables, in whatever order they are listed. */
export function sameChoice(one: Choice, other: Choice): boolean {
  return choiceKey(one) === choiceKey(other);
}

export function choiceKey({ kernel, parameters }: Choice): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${kernel} ${JSON.stringify(sorted)}`;
}
