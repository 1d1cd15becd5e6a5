// What the mean of a comparison is a mean of: the problems that all devices measured, or the one that they did.
import type { Comparison, KernelRow } from './comparison.ts';
import { rowLabel } from './row-label.ts';

/** Rows of which every device has a figure. */
export function commonProblems({ rows }: Comparison): readonly KernelRow[] {
  return rows.flatMap((row) =>
    row.kind === 'kernel' && row.cells.every((cell) => cell !== undefined) ? [row] : [],
  );
}

/** The name of the only common problem; undefined where there are others, or none. */
export function onlyProblem(comparison: Comparison): string | undefined {
  const [only, ...others] = commonProblems(comparison);
  return only === undefined || others.length > 0 ? undefined : rowLabel(only, comparison.basis);
}

/** Of the row that holds the means. A mean over one problem is called by its name. */
export function meanLabel(comparison: Comparison): string {
  const only = onlyProblem(comparison);
  return only === undefined
    ? 'Geometric mean of the common problems'
    : `The one common problem: ${only}`;
}
