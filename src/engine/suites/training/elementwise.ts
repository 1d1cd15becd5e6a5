// Functions of elements and their derivatives: what only moves memory.
import { ACTIVATION_KINDS } from '../../../shared/problem/network.ts';
import type { Precision } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { lengths, sortedBlock } from './sorted-block.ts';

export function elementwiseBlocks(precision: Precision): readonly Block[] {
  const kinds = ['add', 'multiply', ...ACTIVATION_KINDS] as const;
  return [
    ...kinds.map((kind) =>
      sortedBlock(
        `training-${kind}-${precision}`,
        `Elementwise ${kind}, ${precision}`,
        lengths.map((columns) => ({ op: 'elementwise', kind, rows: 1, columns, precision })),
      ),
    ),
    ...(['bias', 'scale'] as const).map((kind) =>
      sortedBlock(
        `training-${kind}-${precision}`,
        `Elementwise ${kind}, ${precision}`,
        lengths.map((length) => ({
          op: 'elementwise',
          kind,
          rows: 1,
          columns: 80,
          inner: length / 80,
          precision,
        })),
      ),
    ),
    ...ACTIVATION_KINDS.map((kind) =>
      sortedBlock(
        `training-${kind}-gradient-${precision}`,
        `Gradient of ${kind}, ${precision}`,
        lengths.map((elements) => ({ op: 'elementwise-gradient', kind, elements, precision })),
      ),
    ),
    sortedBlock(
      `training-dropout-${precision}`,
      `Dropout, ${precision}`,
      lengths.map((elements) => ({ op: 'dropout', elements, group: 1, rate: 0.1, precision })),
    ),
  ];
}
