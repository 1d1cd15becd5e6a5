// Least squares from what is left of the data: by the Gram matrix where there are more samples than columns, by that of
// the samples for the shortest of all exact solutions where there are fewer. Decompositions are ml-matrix's.
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { FlopscopeError } from '../../shared/errors.ts';

/** Row-major, as the GPU gives it. */
export interface Table {
  readonly values: Float32Array | Float64Array;
  readonly columns: number;
}

/**
 * Solves (Xᵀ·X)·θ = Xᵀ·y for the chosen columns.
 * @param gram XᵀX, p × p.
 * @param cross Xᵀy, p rows, a column for each response.
 * @returns p × responses, 0 in the columns that were not chosen.
 * @throws FlopscopeError `diverged` where the columns cannot be told apart.
 */
export function leastSquares(gram: Table, cross: Table, chosen: readonly number[]): Table {
  const system = symmetric(gram, chosen);
  const right = new Matrix(chosen.map((column) => rowOf(cross, column)));
  const solved = solve(system, right);
  const values = new Float64Array(cross.values.length);
  for (const [place, column] of chosen.entries()) {
    values.set(solved.getRow(place), column * cross.columns);
  }
  return { values, columns: cross.columns };
}

/**
 * The θ of least norm with X·θ = y: θ = Xᵀ·(X·Xᵀ)⁻¹·y.
 * @param dual X·Xᵀ of at least `samples` rows and columns: its leading part is used.
 * @param design X, at least so many rows.
 * @param answers y, a column for each response.
 * @throws FlopscopeError `diverged` where the samples are not independent.
 */
export function minimumNorm(dual: Table, design: Table, answers: Table, samples: number): Table {
  const leading = Array.from({ length: samples }, (_, row) => row);
  const right = new Matrix(leading.map((row) => rowOf(answers, row)));
  const weights = solve(symmetric(dual, leading), right);
  const values = new Float64Array(design.columns * answers.columns);
  for (const row of leading) {
    for (let response = 0; response < answers.columns; response++) {
      const weight = weights.get(row, response);
      for (let column = 0; column < design.columns; column++) {
        const place = column * answers.columns + response;
        values[place] =
          (values[place] ?? 0) + weight * (design.values[row * design.columns + column] ?? NaN);
      }
    }
  }
  return { values, columns: answers.columns };
}

/** The lower half counts: sums on a GPU may differ in their last bit between the halves. */
function symmetric({ values, columns }: Table, chosen: readonly number[]): Matrix {
  const size = chosen.length;
  const rows = Array.from({ length: size }, () => new Float64Array(size));
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j <= i; j++) {
      const value = values[(chosen[i] ?? 0) * columns + (chosen[j] ?? 0)] ?? NaN;
      row[j] = value;
      const other = rows[j];
      if (other !== undefined) other[i] = value;
    }
  }
  return new Matrix(rows);
}

function solve(system: Matrix, right: Matrix): Matrix {
  const decomposition = new CholeskyDecomposition(system);
  if (decomposition.isPositiveDefinite()) return decomposition.solve(right);
  throw new FlopscopeError(
    'diverged',
    `A system of ${system.rows} equations is singular in single precision. Choose more or fewer samples.`,
  );
}

function rowOf({ values, columns }: Table, row: number): number[] {
  return Array.from(values.subarray(row * columns, (row + 1) * columns));
}
