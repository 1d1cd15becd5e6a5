// How long answers took: percentiles, and a histogram that keeps the samples to the millisecond.
export interface Latencies {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** [from this millisecond on, samples], empty ones left out. */
  readonly histogram: readonly (readonly [number, number])[];
}

export function latenciesOf(samplesMs: readonly number[]): Latencies {
  const sorted = [...samplesMs].sort((one, other) => one - other);
  // The smallest sample that so many of all do not exceed.
  const percentile = (share: number): number =>
    rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN);
  const counts = new Map<number, number>();
  for (const sample of sorted) {
    const from = Math.floor(sample);
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  return {
    count: sorted.length,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    maxMs: rounded(sorted.at(-1) ?? NaN),
    histogram: [...counts],
  };
}

export function showLatencies({ count, p50Ms, p99Ms, maxMs }: Latencies): string {
  return `${count} answers, p50 ${p50Ms} ms, p99 ${p99Ms} ms, longest ${maxMs} ms`;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
