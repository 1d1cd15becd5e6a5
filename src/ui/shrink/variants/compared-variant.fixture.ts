// A compared variant with round figures, for tests.
import type {
  ComparedVariant,
  PassComparison,
} from '../../../estimate/shrink/variant-comparison.ts';

interface Speedups {
  readonly promised: number;
  /** Its interval is a tenth to either side. */
  readonly measured: number | null;
}

/** The dense network takes 1 s and 1 GFLOP. */
export function comparedVariant(
  id: string,
  { promised, measured }: Speedups,
  change: Partial<ComparedVariant> = {},
): ComparedVariant {
  const around = (value: number) => ({ value, low: 0.9 * value, high: 1.1 * value });
  const forward: PassComparison = {
    macs: 5e8 / promised,
    flops: 1e9 / promised,
    bytes: 1e8 / promised,
    theoreticalSpeedup: promised,
    seconds: measured === null ? null : around(1 / measured),
    measuredSpeedup: measured === null ? null : around(measured),
    energyKwh: null,
    parts: null,
    launches: null,
    largestProduct: null,
  };
  return {
    ...{ id, name: id, params: 1e6 / promised, checkpointBytes: 4e6 / promised },
    ...{ forward, decode: null, trainingSeconds: null, breakEven: null },
    ...{ accuracy: null, published: [], notes: [] },
    ...change,
  };
}
