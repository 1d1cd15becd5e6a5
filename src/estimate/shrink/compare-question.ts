// A question about variants of a model, and its answer at two batches: the one that is asked for, and a large one.
import type { CompressionFacts } from '../../facts/compression.ts';
import { parseVariants } from '../../models/variants/parse-variants.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { FootprintRequest } from '../footprint/footprint.ts';
import type { InferenceUse } from '../inference/parse-inference.ts';
import { trainingSubject } from '../training-subject.ts';
import { CompareMemory } from './compare-memory.ts';
import { type CompareRequest, comparisonSteps } from './compare-variants.ts';
import { fittingBatch } from './large-batch.ts';
import { checkedFineTuning } from './making-cost.ts';
import { usualLargeBatch } from './usual-large-batch.ts';
import type { VariantComparison } from './variant-comparison.ts';

export type * from './repayment.ts';
export type * from './variant-comparison.ts';

export interface CompareQuestion {
  /** Id in the zoo. */
  readonly model: string;
  /** As typed: "pruned:0.9,int8,channels:0.5+int8". */
  readonly variants: string;
  /** Its batch is that of `single`, 1 as a rule. */
  readonly use: InferenceUse;
  /** The other batch; `usualLargeBatch` of the model when left out. */
  readonly largeBatch?: number;
  /** Share of the usual training that fine-tuning takes, from 0 to 10; `USUAL_FINE_TUNING` when left out. */
  readonly fineTuning?: number;
  /** Power, machine and building, for the energy; none is told without. */
  readonly footprint?: FootprintRequest;
}

export interface CompareAnswer {
  /** At the batch of the question. */
  readonly single: VariantComparison;
  /** At the large batch, halved until it fits; null where no larger one than that of the question does. `batch` tells which. */
  readonly large: VariantComparison | null;
  /** What became of the large batch, if it is not the one that was asked for. */
  readonly notes: readonly string[];
}

/** What a question is answered from. */
export interface CompareSources {
  readonly profile: DeviceProfile;
  readonly published: CompressionFacts;
  /** Of the same profile, to be handed in again with the next question. */
  readonly memory?: CompareMemory;
}

/** @throws FlopscopeError as `answerSteps`. */
export function answerComparison(
  question: CompareQuestion,
  sources: CompareSources,
): CompareAnswer {
  const steps = answerSteps(question, sources);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * A piece at a time, so that a worker can answer others in between and stop.
 * @yields the share that is done.
 * @throws FlopscopeError `unknown-name` for the model or a variant; `invalid-input` for what is typed wrong, when no
 *   variant applies, or when the profile lacks what a comparison needs.
 */
export function* answerSteps(
  question: CompareQuestion,
  { profile, published, memory = new CompareMemory(profile) }: CompareSources,
): Generator<number, CompareAnswer, undefined> {
  const { use, footprint } = question;
  const subject = trainingSubject(question.model);
  const asked = checkedLargeBatch(question.largeBatch ?? usualLargeBatch(subject.info));
  const request: CompareRequest = {
    model: subject,
    variants: parseVariants(question.variants),
    use,
    profile,
    published,
    ...(question.fineTuning === undefined
      ? {}
      : { fineTuning: checkedFineTuning(question.fineTuning) }),
    ...(footprint === undefined ? {} : { footprint }),
    memory,
  };
  const single = yield* halfOf(comparisonSteps(request), 0);
  const { batch, note } = fittingBatch(asked, {
    subject,
    use,
    devices: memory.devices,
    profile,
  });
  const notes = note === undefined ? [] : [note];
  if (batch === undefined) return { single, large: null, notes };
  const large = yield* halfOf(comparisonSteps({ ...request, use: { ...use, batch } }), 0.5);
  return { single, large, notes };
}

function* halfOf<T>(steps: Generator<number, T, undefined>, from: number) {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield from + step.value / 2;
  }
}

function checkedLargeBatch(batch: number): number {
  if (Number.isSafeInteger(batch) && batch >= 1) return batch;
  throw new FlopscopeError(
    'invalid-input',
    `The large batch is ${String(batch)}; it must be a whole number of at least 1. Leave it out for the usual one.`,
  );
}
