// The buckets of T5's relative positions (Raffel et al. 2020, section 2.1; the details as in T5Attention of Hugging Face
// transformers): near distances have a bucket each, farther ones share wider and wider ones.

/** Distances from here on share the last bucket. */
const LONGEST_DISTANCE = 128;

export interface Buckets {
  readonly buckets: number;
  /** Half of the buckets is for keys behind the query; otherwise those all share the bucket of distance 0. */
  readonly bidirectional: boolean;
}

function sideOf({ buckets, bidirectional }: Buckets) {
  const count = bidirectional ? Math.floor(buckets / 2) : buckets;
  return { count, exact: Math.floor(count / 2) };
}

/** Why such buckets cannot be computed, or undefined. */
export function bucketsReason(buckets: Buckets): string | undefined {
  const { exact } = sideOf(buckets);
  return exact >= 1 && exact < LONGEST_DISTANCE
    ? undefined
    : `Relative positions cannot be run in ${buckets.buckets} buckets: in each direction, half of them must lie below distance ${LONGEST_DISTANCE}.`;
}

/** @param offset place of the key less that of the query. */
export function bucketOf(offset: number, buckets: Buckets): number {
  const { count, exact } = sideOf(buckets);
  const first = buckets.bidirectional && offset > 0 ? count : 0;
  const distance = buckets.bidirectional ? Math.abs(offset) : Math.max(0, -offset);
  if (distance < exact) return first + distance;
  // In base 2, for which powers of two, where buckets begin, have exact logarithms.
  const share = Math.log2(distance / exact) / Math.log2(LONGEST_DISTANCE / exact);
  return first + Math.min(count - 1, exact + Math.floor(share * (count - exact)));
}
