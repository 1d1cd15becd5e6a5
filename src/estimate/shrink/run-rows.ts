// Foretold beside really run: the speed-ups of variants, in the order of the comparison.
import { type Interval, median } from '../../shared/statistics.ts';
import type { Range } from '../training-estimate.ts';
import type { ComparedVariant } from './variant-comparison.ts';

/** One inference of a variant beside one of the dense network. */
export interface RunVariant {
  readonly id: string;
  /** Dense time over this one's, by pairs that were taken one after the other. */
  readonly speedup: Interval;
  /** Milliseconds. */
  readonly ms: Interval;
  readonly denseMs: Interval;
  readonly pairs: number;
}

export interface RefusedVariant {
  readonly id: string;
  readonly message: string;
}

export interface RunRow {
  readonly id: string;
  readonly name: string;
  readonly foretold: Range | null;
  /** Undefined until it has been run. */
  readonly run: { readonly speedup: Interval; readonly ms: Interval } | undefined;
  /** Why it was not run. */
  readonly reason: string | undefined;
  readonly errorPercent: number | undefined;
  /** Whether what was run lies in the foretold interval. */
  readonly inside: boolean | undefined;
}

export function runRows(
  variants: readonly Pick<ComparedVariant, 'id' | 'name' | 'forward'>[],
  results: readonly (RunVariant | RefusedVariant)[],
): readonly RunRow[] {
  return variants.map(({ id, name, forward }) => {
    const foretold = forward.measuredSpeedup;
    const result = results.find((each) => each.id === id);
    const row = { id, name, foretold };
    const open = { run: undefined, errorPercent: undefined, inside: undefined };
    if (result === undefined) return { ...row, ...open, reason: undefined };
    if ('message' in result) return { ...row, ...open, reason: result.message };
    const { speedup, ms } = result;
    const run = { speedup, ms };
    if (foretold === null) return { ...row, ...open, run, reason: undefined };
    return {
      ...row,
      run,
      reason: undefined,
      errorPercent: 100 * (foretold.value / speedup.median - 1),
      inside: speedup.median >= foretold.low && speedup.median <= foretold.high,
    };
  });
}

/** "3 of 4 lie inside the foretold interval; median error 4 %." Undefined before the first. */
export function describeRuns(rows: readonly RunRow[]): string | undefined {
  const errors = rows.flatMap(({ errorPercent }) =>
    errorPercent === undefined ? [] : [Math.abs(errorPercent)],
  );
  if (errors.length === 0) return undefined;
  const inside = rows.filter((row) => row.inside === true).length;
  const middle = median(errors);
  const error = `${middle.toFixed(middle < 9.95 ? 1 : 0)}\u00a0%`;
  if (errors.length === 1) {
    return `Foretold with an error of ${error}; it lies ${inside === 1 ? 'inside' : 'outside'} the foretold interval.`;
  }
  return `Median error of the foretold speed-ups ${error}; ${inside} of ${errors.length} lie inside their interval.`;
}
