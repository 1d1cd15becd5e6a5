// LASSO by cyclic coordinate descent on the Gram matrix. Source: Friedman, Hastie and Tibshirani 2010, "Regularization
// Paths for Generalized Linear Models via Coordinate Descent", Journal of Statistical Software 33(1), 2.1 to 2.3: soft
// thresholding, covariance updates, and sweeps over the active columns until they stand still.

export interface LassoProblem {
  /** XᵀX, row-major, p × p. */
  readonly gram: Float32Array | Float64Array;
  /** Xᵀy, p values. */
  readonly cross: ArrayLike<number>;
  readonly samples: number;
  /** λ of ‖y − X·θ‖² / 2n + λ·‖θ‖₁. */
  readonly penalty: number;
}

export interface LassoSolution {
  readonly values: Float64Array;
  /** Over all columns, those over the active ones by their share. */
  readonly sweeps: number;
  /** False where the most sweeps were not enough. */
  readonly converged: boolean;
}

/** A sweep that moves no coefficient further is the last: far below the noise of any estimate here. */
const TOLERANCE = 1e-7;
const MOST_SWEEPS = 10_000;

/** @param start from where the descent begins; zeros when absent. */
export function lasso(problem: LassoProblem, start?: Float64Array): LassoSolution {
  const { gram, cross, samples, penalty } = problem;
  const size = cross.length;
  const values = start === undefined ? new Float64Array(size) : start.slice();
  // Gradient of the quadratic part, without its sign: (Xᵀy − XᵀXθ) / n.
  const residual = Float64Array.from(cross, (value) => value / samples);
  for (const [column, value] of values.entries()) {
    if (value !== 0) subtract(residual, gram, column, value / samples);
  }
  const update = (column: number): number => {
    const diagonal = (gram[column * size + column] ?? NaN) / samples;
    const before = values[column] ?? 0;
    const target = (residual[column] ?? NaN) + diagonal * before;
    const after = (Math.sign(target) * Math.max(0, Math.abs(target) - penalty)) / diagonal;
    if (after === before) return 0;
    values[column] = after;
    subtract(residual, gram, column, (after - before) / samples);
    return Math.abs(after - before);
  };
  const all = Array.from({ length: size }, (_, column) => column);
  let sweeps = 0;
  while (sweeps < MOST_SWEEPS) {
    sweeps++;
    if (sweep(all, update) < TOLERANCE) return { values, sweeps, converged: true };
    const active = all.filter((column) => values[column] !== 0);
    const share = active.length / size;
    while (sweeps < MOST_SWEEPS && active.length > 0) {
      sweeps += share;
      if (sweep(active, update) < TOLERANCE) break;
    }
  }
  return { values, sweeps, converged: false };
}

/** σ·√(2·ln p / n): no column of pure noise is likely to pass it. Source: Bickel, Ritov and Tsybakov 2009. */
export function theoryPenalty(noise: number, parameters: number, samples: number): number {
  return noise * Math.sqrt((2 * Math.log(parameters)) / samples);
}

function sweep(columns: readonly number[], update: (column: number) => number): number {
  let furthest = 0;
  for (const column of columns) furthest = Math.max(furthest, update(column));
  return furthest;
}

function subtract(
  residual: Float64Array,
  gram: Float32Array | Float64Array,
  column: number,
  factor: number,
): void {
  const size = residual.length;
  const first = column * size;
  for (let row = 0; row < size; row++) {
    residual[row] = (residual[row] ?? NaN) - factor * (gram[first + row] ?? NaN);
  }
}
