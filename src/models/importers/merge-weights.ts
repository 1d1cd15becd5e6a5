// The weights of several files as one.
import type { WeightSummary } from './imported-model.ts';
import { WeightTally } from './weight-tally.ts';

/** @throws FlopscopeError `invalid-document` when the sums cannot be held exactly. */
export function mergeWeights(summaries: readonly WeightSummary[]): WeightSummary {
  const [only, ...others] = summaries;
  if (only && others.length === 0) return only;
  const tally = new WeightTally();
  for (const { types } of summaries) {
    for (const { type, tensors, elements, bytes } of types)
      tally.add(type, elements, bytes, tensors);
  }
  return tally.summary();
}
