// What compressing a model buys on each of several measured devices, one input at a time: promised by counting, and by kernels.
import { parseInference } from '../estimate/inference/parse-inference.ts';
import { compareVariants, type VariantComparison } from '../estimate/shrink/compare-variants.ts';
import { trainingSubject } from '../estimate/training-subject.ts';
import { loadCompression } from '../facts/compression.ts';
import { parseVariants } from '../models/variants/parse-variants.ts';
import { asFlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { VariantGain, VariantsAnswer, VariantsQuestion } from './estimate-api.ts';

/**
 * Ratios of times, above 1 where the variant is faster; 1 MAC = 2 FLOP.
 * @throws FlopscopeError `unknown-name` for the model or a variant, `invalid-input` when no variant applies or no device is told.
 */
export async function variantGains({
  model,
  variants,
  profiles,
}: VariantsQuestion): Promise<VariantsAnswer> {
  const subject = trainingSubject(model);
  const named = parseVariants(variants);
  const published = await loadCompression();
  const { use } = parseInference({}, subject.info);
  const answers = profiles.map((profile): VariantComparison | string => {
    try {
      return compareVariants({ model: subject, variants: named, use, profile, published });
    } catch (thrown) {
      // What is wrong with the question is so on every device.
      const error = asFlopscopeError(thrown);
      if (profiles.length === 1) throw error;
      return error.message;
    }
  });
  const told = answers.filter((answer) => typeof answer !== 'string');
  const refusals = told[0]?.refused.map(({ reason }) => reason) ?? [];
  const gains = told[0]?.variants.map(({ id }) => gainOf(id, answers)).filter(isGain) ?? [];
  const failures = answers.filter((answer) => typeof answer === 'string');
  return {
    model: subject.info.name,
    batch: use.batch,
    gains,
    notes: [...new Set([...refusals, ...failures, ...notesOn(gains, profiles)])],
  };
}

function gainOf(
  id: string,
  answers: readonly (VariantComparison | string)[],
): VariantGain | undefined {
  const own = answers.map((answer) =>
    typeof answer === 'string' ? undefined : answer.variants.find((variant) => variant.id === id),
  );
  const known = own.find((variant) => variant !== undefined);
  if (known === undefined) return undefined;
  return {
    name: known.name,
    promised: known.forward.theoreticalSpeedup,
    speedups: own.map((variant) => {
      const speedup = variant?.forward.measuredSpeedup;
      if (speedup === null || speedup === undefined) return undefined;
      return { ratio: speedup.value, low: speedup.low, high: speedup.high };
    }),
  };
}

function notesOn(
  gains: readonly VariantGain[],
  profiles: readonly DeviceProfile[],
): readonly string[] {
  const speedups = gains.flatMap((gain) => gain.speedups);
  const isSmall = profiles.some(({ suite }) => suite === 'quick' || suite === 'smoke');
  return [
    ...(speedups.includes(undefined)
      ? [
          'What is not measured needs the suite “shrink”, which the lab and its command line have, or an arithmetic that the device lacks.',
        ]
      : []),
    ...(isSmall && speedups.some((speedup) => speedup !== undefined)
      ? [
          'A small suite measures products at a few sizes; the rest is foretold from the memory bandwidth, and the intervals are as wide.',
        ]
      : []),
  ];
}

function isGain(gain: VariantGain | undefined): gain is VariantGain {
  return gain !== undefined;
}
