// A run beside its baseline, as text for a terminal: the verdict, what moved, and what stands between the two.
import type { BaselineComparison } from '../../results/compare/compare-with-baseline.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import type { Change } from '../../results/compare/find-changes.ts';
import { printRatio } from '../../results/compare/print-ratio.ts';
import { figureLabel } from '../../results/compare/row-label.ts';
import { deviceName } from '../../results/device-name.ts';
import { formatInterval, formatShare, withUnit } from '../../shared/format.ts';
import type { Interval } from '../../shared/statistics.ts';
import { formatTable } from '../format-table.ts';

/** More say no more; the JSON has all of them. */
const MOST_MISSING = 5;

export function formatBaseline(comparison: BaselineComparison): string {
  const { used, leftOut, changes, missing } = comparison;
  const moved = changes.rows.filter(({ verdict }) => verdict !== 'within-noise');
  return [
    `Beside ${reportsText(used)}`,
    answer(comparison),
    ...(moved.length === 0 ? [] : ['', formatTable([HEADER, ...moved.map(rowOf)])]),
    ...changes.comparability.reasons
      .filter(({ verdict }) => changes.verdict !== 'not-comparable' || verdict === 'not-comparable')
      .map(({ sentence }) => `! ${sentence}`),
    ...(leftOut.length === 0
      ? []
      : [
          `! Left out as less comparable: ${leftOut.map(({ createdAt }) => day(createdAt)).join(', ')}.`,
        ]),
    ...missingText(missing),
    '',
  ].join('\n');
}

function reportsText(used: BaselineComparison['used']): string {
  const [newest] = used;
  const oldest = used.at(-1) ?? newest;
  const name = `“${deviceName(newest.identity)}”`;
  if (used.length === 1) return `one report of ${name}, of ${day(newest.createdAt)}`;
  return `${used.length} reports of ${name}, ${day(oldest.createdAt)} to ${day(newest.createdAt)}`;
}

function day(createdAt: ComparedRun['createdAt']): string {
  return createdAt.slice(0, 10);
}

function answer({ changes: { verdict, rows, comparability } }: BaselineComparison): string {
  const count = (which: Change['verdict']) => rows.filter((row) => row.verdict === which).length;
  const [worse, better] = [count('worse'), count('better')];
  switch (verdict) {
    case 'not-comparable':
      return comparability.verdict === 'not-comparable'
        ? 'NOT COMPARABLE'
        : 'NOT COMPARABLE: they have no figure in common. Measure with the suite and the options of the baseline.';
    case 'worse':
      return `SLOWER by more than the noise in ${worse} of ${rows.length} figures${better === 0 ? '' : `, faster in ${better}`}`;
    case 'better':
      return `Faster by more than the noise in ${better} of ${rows.length} figures`;
    case 'within-noise':
      return `No change beyond the noise (${noiseRange(rows)}) in ${rows.length} figures`;
  }
}

/** "± 11 % to 14 %". */
function noiseRange(rows: readonly Change[]): string {
  const noises = rows.map(({ noise }) => noise).sort((a, b) => a - b);
  const [least, most] = [formatShare(noises[0] ?? 0), formatShare(noises.at(-1) ?? 0)];
  return least === most ? `±\u00a0${most}` : `±\u00a0${least} to ${most}`;
}

const HEADER = ['figure', 'baseline', 'now', 'times as fast', '95 %', 'noise', ''];

function rowOf({ after, unit, valueBefore, valueAfter, ratio, noise, verdict }: Change): string[] {
  const { value, range } = printRatio(ratio);
  return [
    figureLabel(after),
    amount(valueBefore, unit),
    amount(valueAfter, unit),
    value,
    range,
    `± ${formatShare(noise)}`,
    verdict === 'worse' ? 'slower' : 'faster',
  ];
}

function amount(interval: Interval, unit: Change['unit']): string {
  const { value, unit: prefixed } = formatInterval(interval, unit);
  return withUnit(value, prefixed);
}

function missingText(missing: BaselineComparison['missing']): readonly string[] {
  if (missing.length === 0) return [];
  const named = missing.slice(0, MOST_MISSING).map(figureLabel).join('; ');
  const more = missing.length > MOST_MISSING ? `; and ${missing.length - MOST_MISSING} more` : '';
  return [
    `! In the baseline, but not in this run: ${named}${more}. Either the suite chose another size for the problem, or no kernel runs it correctly any more.`,
  ];
}
