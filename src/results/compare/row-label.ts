// What a row of a comparison is called.
import { problemLabel } from '../../shared/problem.ts';
import type { CeilingKind } from '../../shared/result/schema.ts';
import { familyName, kernelName } from '../kernel-label.ts';
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
  if (row.kind === 'ceiling') {
    const name = ceilingNames[row.ceiling];
    // Bytes and launches have no precision.
    return row.ceiling.endsWith('multiply-add') ? `${name}, ${row.precision}` : name;
  }
  const [kernel = row.problem.op] = row.cells.flatMap((cell) => cell?.kernel ?? []);
  const parts = [`${familyName(kernel)} ${problemLabel(row.problem)}`, row.precision];
  if (row.sumsInHalf) parts.push('summed in f16');
  if (basis === 'same-code') parts.push(kernelName(kernel));
  return parts.join(', ');
}
