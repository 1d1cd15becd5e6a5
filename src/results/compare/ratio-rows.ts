// Which ratios the picture shows: the mean, the ceilings, and the largest problem of each operation and precision. The
// table has all of them.
import type { Interval } from '../../shared/statistics.ts';
import type { Comparison, ComparisonRow } from './comparison.ts';
import { commonProblems, meanLabel } from './mean-subject.ts';
import { rowLabel } from './row-label.ts';

export interface RatioMark {
  /** Position of the device in the comparison. */
  readonly device: number;
  readonly name: string;
  readonly ratio: Interval;
  /** Shown on request although the two are not comparable. */
  readonly flagged: boolean;
}

export interface RatioRow {
  readonly label: string;
  readonly marks: readonly RatioMark[];
}

/** More is a wall of lines, not a picture. */
const MOST_ROWS = 12;

export function ratioRows(comparison: Comparison): readonly RatioRow[] {
  const { rows, basis } = comparison;
  const common = commonProblems(comparison);
  const shown = [...rows.filter(({ kind }) => kind === 'ceiling'), ...largestOfEach(rows)];
  // A mean over one problem is that problem, which would stand there twice.
  const first = common.length === 1 ? common : [];
  return [
    ...(common.length === 1
      ? []
      : [{ label: meanLabel(comparison), marks: meanMarks(comparison) }]),
    ...[...first, ...shown.filter((row) => row !== first[0])].map((row) => ({
      label: rowLabel(row, basis),
      marks: marksOf(row, comparison),
    })),
  ]
    .filter(({ marks }) => marks.length > 0)
    .slice(0, MOST_ROWS);
}

function largestOfEach(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  const largest = new Map<string, { readonly row: ComparisonRow; readonly count: number }>();
  for (const row of rows) {
    if (row.kind === 'ceiling') continue;
    const key = `${row.problem.op} ${row.precision}`;
    const count = row.cells.filter((cell) => cell?.ratio.kind === 'ratio').length;
    const known = largest.get(key);
    // Rows come with the larger problems of an operation last.
    if (known === undefined || count >= known.count) largest.set(key, { row, count });
  }
  return [...largest.values()].map(({ row }) => row);
}

function meanMarks({ means, devices }: Comparison): readonly RatioMark[] {
  return means.flatMap((mean, device) =>
    mean.kind === 'mean'
      ? [{ device, name: devices[device]?.name ?? '', ratio: mean.ratio, flagged: false }]
      : [],
  );
}

function marksOf({ cells }: ComparisonRow, { devices }: Comparison): readonly RatioMark[] {
  return cells.flatMap((cell, device) =>
    cell?.ratio.kind === 'ratio'
      ? [
          {
            device,
            name: devices[device]?.name ?? '',
            ratio: cell.ratio.ratio,
            flagged: cell.ratio.flagged,
          },
        ]
      : [],
  );
}
