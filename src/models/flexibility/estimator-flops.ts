// Operations that an estimator costs, as the textbook counts them; 1 MAC = 2 FLOP. A Gram matrix is symmetric, and only
// half of it counts. Source: Golub and Van Loan, Matrix Computations, 4th edition, 4.2 and 5.3.

/** Normal equations of n samples and p columns by Cholesky: n·p² + p³/3. */
export function leastSquaresFlops(samples: number, columns: number): number {
  return samples * columns ** 2 + columns ** 3 / 3;
}

/** The same with the roles of samples and columns changed. */
export function minimumNormFlops(samples: number, columns: number): number {
  return leastSquaresFlops(columns, samples);
}

/** Coordinate descent that passes over the data: 2·n·p for a sweep over the columns. */
export function lassoFlops(samples: number, columns: number, sweeps: number): number {
  return sweeps * 2 * samples * columns;
}
