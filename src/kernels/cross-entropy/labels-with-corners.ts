// Labels to verify a loss with.
import type { InputBuffer } from '../descriptor.ts';

/** Random but for the first and the last logit: those are always checked, others of a large problem perhaps not. */
export function labelsWithCorners(
  rows: number,
  columns: number,
): NonNullable<InputBuffer['contents']> {
  return (random) => {
    const labels = Uint32Array.from({ length: rows }, () => Math.floor(random() * columns));
    labels[rows - 1] = columns - 1;
    labels[0] = 0;
    return labels;
  };
}
