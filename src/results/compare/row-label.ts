// What a row of a comparison is called.
import { type Precision, problemLabel } from '../../shared/problem.ts';
import type { CeilingKind } from '../../shared/result/schema.ts';
import { familyName, kernelName } from '../kernel-label.ts';
import type { ComparedFigure, KernelFigure } from './compared-run.ts';
import type { ComparisonRow } from './comparison.ts';
import type { Basis } from './figure-key.ts';

const ceilingNames: Readonly<Record<CeilingKind, string>> = {
  'multiply-add': 'Ceiling, multiply-adds',
  'matrix-multiply-add': 'Ceiling, matrix units',
  copy: 'Memory, copy',
  triad: 'Memory, triad',
  'workgroup-memory': 'Workgroup memory',
  launch: 'Launch of a kernel',
};

/** "Matrix product 512 × 512 × 512, f32"; on the basis of the same code also which kernel. */
export function rowLabel(row: ComparisonRow, basis: Basis): string {
  if (row.kind === 'ceiling') return ceilingLabel(row.ceiling, row.precision);
  const [kernel = row.problem.op] = row.cells.flatMap((cell) => cell?.kernel ?? []);
  const label = kernelRowLabel({ ...row, kernel });
  return basis === 'same-code' ? `${label}, ${kernelName(kernel)}` : label;
}

/** As the row is called that the figure stands in. */
export function figureLabel(figure: ComparedFigure): string {
  return figure.kind === 'ceiling'
    ? ceilingLabel(figure.ceiling, figure.precision)
    : kernelRowLabel(figure);
}

/** Bytes and launches have no precision. */
function ceilingLabel(ceiling: CeilingKind, precision: Precision): string {
  const name = ceilingNames[ceiling];
  return ceiling.endsWith('multiply-add') ? `${name}, ${precision}` : name;
}

function kernelRowLabel({
  kernel,
  problem,
  sumsInHalf,
}: Pick<KernelFigure, 'kernel' | 'problem' | 'sumsInHalf'>): string {
  const label = `${familyName(kernel)} ${problemLabel(problem)}, ${problem.precision}`;
  return sumsInHalf ? `${label}, summed in f16` : label;
}
