// How pruned weights lie in memory, and the random contents of such operands.
//
// CSR: `rows` holds m+1 offsets into `columns` and `values`, row by row, columns ascending.
// block-16: `rows` holds one offset more than there are rows of blocks, into `columns`, the stored blocks'
// places along k in blocks, ascending in each row of blocks; `values` holds the blocks in that order, each
// 16×16 by columns: the sixteen rows that a value of B meets are neighbours. What of a block lies beyond the
// edges of W is stored but never used.
import type { SparseGrid } from '../../shared/problem.ts';

/** Offsets of rows that all keep the same number. */
export function rowOffsets({ rows, kept }: Pick<SparseGrid, 'rows' | 'kept'>): () => Uint32Array {
  return () => Uint32Array.from({ length: rows + 1 }, (_, row) => row * kept);
}

/** For each row `kept` distinct columns of `across`, ascending, every choice equally likely. */
export function columnIndices({ rows, across, kept }: Omit<SparseGrid, 'edge'>) {
  return (random: () => number): Uint32Array => {
    const columns = new Uint32Array(rows * kept);
    for (let row = 0; row < rows; row++) {
      drawAscending(columns.subarray(row * kept, (row + 1) * kept), across, random);
    }
    return columns;
  };
}

/** Selection sampling: Knuth, The Art of Computer Programming, volume 2, section 3.4.2, algorithm S. */
function drawAscending(chosen: Uint32Array, from: number, random: () => number): void {
  let count = 0;
  for (let candidate = 0; count < chosen.length; candidate++) {
    if (random() * (from - candidate) < chosen.length - count) chosen[count++] = candidate;
  }
}
