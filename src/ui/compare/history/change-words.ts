// What changed since the run before, as sentences.
import type { Change, Changes } from '../../../results/compare/find-changes.ts';
import { printRatio } from '../../../results/compare/print-ratio.ts';
import { figureLabel } from '../../../results/compare/row-label.ts';

/** A fourth says nothing that the first three did not. */
const MOST_NAMED = 3;

export function changeWords({ verdict, rows, comparability }: Changes): string {
  if (verdict === 'not-comparable') {
    const [reason] = comparability.reasons;
    return reason?.verdict === 'not-comparable'
      ? `Not comparable with the run before. ${reason.sentence}`
      : 'It has no figure in common with the run before.';
  }
  const worse = rows.filter((row) => row.verdict === 'worse');
  const better = rows.filter((row) => row.verdict === 'better').toReversed();
  const parts = [
    ...(worse.length === 0 ? [] : [`Slower than the run before: ${named(worse)}.`]),
    ...(better.length === 0 ? [] : [`Faster than the run before: ${named(better)}.`]),
  ];
  if (parts.length > 0) return parts.join(' ');
  return `No change beyond the noise in ${rows.length === 1 ? 'the one figure' : `${rows.length} figures`} since the run before.`;
}

function named(changes: readonly Change[]): string {
  const shown = changes.slice(0, MOST_NAMED).map(({ after, ratio }) => {
    const { value, range } = printRatio(ratio);
    return `${figureLabel(after)} ${value}${range === '' ? '' : ` (${range})`}`;
  });
  const more = changes.length - shown.length;
  return `${shown.join('; ')}${more === 0 ? '' : `; and ${more} more`}`;
}
