// The reader's result beside the author's: the verdict of the lab's comparison, its answer, and the ratios that it allows.
import { compareAnswer } from '../../results/compare/compare-answer.ts';
import { compareRuns } from '../../results/compare/compare-runs.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { deviceKey } from '../../results/compare/device-key.ts';
import { rowLabel } from '../../results/compare/row-label.ts';
import type { ShownComparison, ShownRatio } from '../run-part.ts';

const READER = 'Your device';
const AUTHOR = 'The author’s device';

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
    answer: plain(`${before}${strong}${after}.`),
    detail: plain(detail),
    reasons: [
      ...(same ? ['Both name the same kind of adapter, perhaps the same device.'] : []),
      ...reasons.map(({ sentence }) => plain(sentence)),
    ],
    ratios: comparison.rows.flatMap((row): ShownRatio[] => {
      const ratio = row.cells[own]?.ratio;
      if (ratio?.kind !== 'ratio') return [];
      const { median, low, high } = ratio.ratio;
      return [{ label: rowLabel(row, comparison.basis), ratio: median, low, high }];
    }),
  };
}

/** The lab quotes the names of devices; these two are words, and begin small within a sentence. */
function plain(sentence: string): string {
  return sentence.replaceAll(/“([^”]+)”/gu, (quoted, name: string, place: number) => {
    if (name !== READER && name !== AUTHOR) return quoted;
    const begins = place === 0 || /[.:] $/u.test(sentence.slice(0, place));
    return begins ? name : name.charAt(0).toLowerCase() + name.slice(1);
  });
}

function named(run: ComparedRun, label: string): ComparedRun {
  return { ...run, id: `${label} ${run.id}`, identity: { ...run.identity, label } };
}

function unlabelled(run: ComparedRun): ComparedRun {
  return { ...run, id: '', identity: { ...run.identity, label: '' } };
}
