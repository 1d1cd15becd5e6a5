// Biases of attention out of a table with one row for each kind of pair and one column for each head. Kernels look up
// whole rows, so that the heads stand last at first: a transposition follows, and comes first in the gradient.
import type { PassName } from '../work.ts';
import { type CopyContext, emitCopy } from './copy-lowering.ts';
import type { Value } from './program.ts';
import { keepsOrder, permutation, reversed } from './strides.ts';

export interface BiasPairs {
  /** The table's row for each pair of query and key. */
  readonly rows: Value;
  readonly entries: number;
  readonly heads: number;
}

function sizesOf({ rows, entries, heads }: BiasPairs, { precision }: CopyContext) {
  return { count: rows.length, entries, features: heads, precision };
}

function headsFirst({ rows, heads }: BiasPairs) {
  return permutation([rows.length, heads], [1, 0]);
}

/** @param table entries × heads. @returns heads × pairs. */
export function lookUpBiases(context: CopyContext, pairs: BiasPairs, table: Value): Value {
  const { emit } = context;
  const y = emit.value('biases by pair', pairs.rows.length * pairs.heads);
  emit.run(
    'forward',
    { op: 'embedding', ...sizesOf(pairs, context) },
    { reads: { ids: pairs.rows, table }, writes: { y } },
  );
  const copy = headsFirst(pairs);
  return keepsOrder(copy) ? y : emitCopy(context, 'forward', copy, y);
}

/** Sums the gradient of each bias, heads × pairs, into its row of the table's gradient. */
export function sumBiases(
  context: CopyContext,
  pass: Exclude<PassName, 'forward' | 'optimizer'>,
  pairs: BiasPairs,
  gradient: Value,
  { target, accumulate }: { readonly target: Value; readonly accumulate: boolean },
): void {
  const copy = reversed(headsFirst(pairs));
  const dy = keepsOrder(copy) ? gradient : emitCopy(context, pass, copy, gradient);
  context.emit.run(
    pass,
    {
      op: 'embedding-gradient',
      ...sizesOf(pairs, context),
      ...(accumulate ? { accumulate } : {}),
    },
    {
      reads: { ids: pairs.rows, dy },
      ...(accumulate ? { updates: { dtable: target } } : { writes: { dtable: target } }),
    },
  );
}
