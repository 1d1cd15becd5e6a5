// Dense weights to compressed rows, of single elements or of 16×16 blocks, as src/kernels/sparse reads them: offsets of
// the rows, places along the input, and the values; those of a block by columns.
import { type SparseGrid, sparseGrid, type SparseMatmulProblem } from '../../../shared/problem.ts';

export interface SparseWeights {
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly columns: Uint32Array<ArrayBuffer>;
  readonly values: Float32Array<ArrayBuffer>;
}

export function sparseLengths(problem: SparseMatmulProblem) {
  const { edge, rows, kept } = sparseGrid(problem);
  return { rows: rows + 1, columns: rows * kept, values: rows * kept * edge ** 2 };
}

/**
 * The least density at which `packSparse` stores every weight (or block) that is not zero.
 * @param dense m × k, row by row.
 */
export function leastDensity(
  dense: Float32Array,
  { m, k, format }: Pick<SparseMatmulProblem, 'm' | 'k' | 'format'>,
): number {
  const grid = sparseGrid({ m, k, format, density: 1 });
  const { rows, across } = grid;
  const norms = squaredNorms(dense, m, k, grid);
  const stored = norms.reduce((count, norm) => (norm > 0 ? count + 1 : count), 0);
  return Math.max(1, Math.ceil(stored / rows)) / across;
}

/**
 * Weights that were pruned already, so that no more are left than the problem stores, are kept as they are, in rows of
 * any length. Of others, each row keeps its largest: elements by magnitude, blocks by norm.
 * @param dense m × k, row by row.
 */
export function packSparse(problem: SparseMatmulProblem, dense: Float32Array): SparseWeights {
  const { m, k } = problem;
  const grid = sparseGrid(problem);
  const { edge, rows, across, kept } = grid;
  const lengths = sparseLengths(problem);
  const packed = {
    rows: new Uint32Array(lengths.rows),
    columns: new Uint32Array(lengths.columns),
    values: new Float32Array(lengths.values),
  };
  const norms = squaredNorms(dense, m, k, grid);
  const left = norms.reduce((count, norm) => (norm > 0 ? count + 1 : count), 0);
  const isPruned = left <= rows * kept;
  let unit = 0;
  for (let row = 0; row < rows; row++) {
    packed.rows[row] = unit;
    const ofRow = norms.subarray(row * across, (row + 1) * across);
    for (const column of isPruned ? nonZero(ofRow) : largest(ofRow, kept)) {
      packed.columns[unit] = column;
      for (let i = 0; i < edge; i++) {
        for (let r = 0; r < edge; r++) {
          const [place, from] = [column * edge + i, row * edge + r];
          if (place >= k || from >= m) continue;
          packed.values[(unit * edge + i) * edge + r] = dense[from * k + place] ?? NaN;
        }
      }
      unit += 1;
    }
  }
  packed.rows[rows] = unit;
  return packed;
}

/** @returns m × k, row by row: what the packed weights stand for. */
export function unpackSparse(
  problem: SparseMatmulProblem,
  { rows, columns, values }: SparseWeights,
): Float32Array<ArrayBuffer> {
  const { m, k } = problem;
  const { edge, rows: unitRows } = sparseGrid(problem);
  const dense = new Float32Array(m * k);
  for (let row = 0; row < unitRows; row++) {
    for (let unit = rows[row] ?? NaN; unit < (rows[row + 1] ?? NaN); unit++) {
      for (let element = 0; element < edge ** 2; element++) {
        const place = (columns[unit] ?? NaN) * edge + Math.floor(element / edge);
        const to = row * edge + (element % edge);
        if (place < k && to < m) dense[to * k + place] = values[unit * edge ** 2 + element] ?? NaN;
      }
    }
  }
  return dense;
}

function squaredNorms(
  dense: Float32Array,
  m: number,
  k: number,
  { edge, rows, across }: SparseGrid,
): Float64Array {
  const norms = new Float64Array(rows * across);
  for (let row = 0; row < m; row++) {
    const first = Math.floor(row / edge) * across;
    for (let place = 0; place < k; place++) {
      const unit = first + Math.floor(place / edge);
      norms[unit] = (norms[unit] ?? 0) + (dense[row * k + place] ?? NaN) ** 2;
    }
  }
  return norms;
}

function nonZero(norms: Float64Array): readonly number[] {
  const found: number[] = [];
  norms.forEach((norm, index) => {
    if (norm > 0) found.push(index);
  });
  return found;
}

/** Ascending; of equal ones the first. */
function largest(norms: Float64Array, count: number): readonly number[] {
  const least = norms.slice().sort()[norms.length - count] ?? 0;
  const above = norms.reduce((sum, norm) => (norm > least ? sum + 1 : sum), 0);
  let ties = count - above;
  const found: number[] = [];
  norms.forEach((norm, index) => {
    if (norm > least) found.push(index);
    else if (norm === least && ties > 0) {
      ties -= 1;
      found.push(index);
    }
  });
  return found;
}
