// The reader's result beside the author's: the verdict of the lab's comparison, its answer, and the ratios that it allows.
import { compareAnswer } from '../../results/compare/compare-answer.ts';
import { compareRuns } from '../../results/compare/compare-runs.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { deviceKey } from '../../results/compare/device-key.ts';
import { rowLabel } from '../../results/compare/row-label.ts';
import type { ShownComparison, ShownRatio } from '../run-part.ts';

const READER = 'Your device';
const AUTHOR = 'the author’s';

/** Ratios are the reader's rate over the author's. */
export function compareWithAuthor(reader: ComparedRun, author: ComparedRun): ShownComparison {
  // Two devices in any case: a reader with the author's adapter is still told how the two runs compare.
  const mine = named(reader, READER);
  const theirs = named(author, AUTHOR);
  const comparison = compareRuns([theirs, mine], theirs.id, {
    basis: 'best-of-each',
    showsNotComparable: false,
  });
  const own = comparison.devices.findIndex((_, index) => index !== comparison.reference);
  const { verdict, reasons } = comparison.devices[own]?.comparability ?? {
    verdict: 'comparable',
    reasons: [],
  };
  const { before, strong, after, detail } = compareAnswer(comparison);
  const same = deviceKey(unlabelled(reader)) === deviceKey(unlabelled(author));
  return {
    verdict,
    answer: `${before}${strong}${after}. ${detail}`.replaceAll(/[“”]/gu, ''),
    reasons: [
      ...(same ? ['Both name the same kind of adapter, perhaps the same device.'] : []),
      ...reasons.map(({ sentence }) => sentence),
    ],
    ratios: comparison.rows.flatMap((row): ShownRatio[] => {
      const ratio = row.cells[own]?.ratio;
      if (ratio?.kind !== 'ratio') return [];
      const { median, low, high } = ratio.ratio;
      return [{ label: rowLabel(row, comparison.basis), ratio: median, low, high }];
    }),
  };
}

function named(run: ComparedRun, label: string): ComparedRun {
  return { ...run, id: `${label} ${run.id}`, identity: { ...run.identity, label } };
}

function unlabelled(run: ComparedRun): ComparedRun {
  return { ...run, id: '', identity: { ...run.identity, label: '' } };
}
