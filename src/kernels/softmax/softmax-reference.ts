// Softmax in float64, and the bound of its error in f32.
import type { SoftmaxProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { singleReference } from '../single-precision.ts';

/**
 * With d = max − x, WGSL allows exp 3 + 2d units of 2^-23, and d itself is rounded: (6 + 5d) u of an
 * exponential, the mean of that for their sum, 8 u for adding them up, 6 u for the reciprocal and the product.
 * Against p·(1 + d + mean d) that is at most 26 u.
 */
export const SOFTMAX_UNITS = 26;

interface RowFacts {
  readonly maximum: number;
  readonly sum: number;
  /** Mean of max − x, weighted by the probabilities. */
  readonly meanDistance: number;
}

/** Keeps the facts of the latest row: entries are mostly asked for in order. */
export function softmaxReference({
  columns,
  precision,
}: SoftmaxProblem): (inputs: DecodedInputs, index: number) => ReferenceValue {
  let known: { x: unknown; row: number; facts: RowFacts } | undefined;
  return ({ x = [] }, index) => {
    const row = Math.floor(index / columns);
    if (known?.x !== x || known.row !== row) {
      known = { x, row, facts: rowFacts(x, row * columns, columns) };
    }
    const { maximum, sum, meanDistance } = known.facts;
    const distance = maximum - (x[index] ?? NaN);
    const value = Math.exp(-distance) / sum;
    return singleReference(value, value * (1 + distance + meanDistance), precision);
  };
}

function rowFacts(x: ArrayLike<number>, start: number, columns: number): RowFacts {
  let maximum = -Infinity;
  for (let i = 0; i < columns; i++) maximum = Math.max(maximum, x[start + i] ?? NaN);
  let sum = 0;
  let distances = 0;
  for (let i = 0; i < columns; i++) {
    const distance = maximum - (x[start + i] ?? NaN);
    sum += Math.exp(-distance);
    distances += distance * Math.exp(-distance);
  }
  return { maximum, sum, meanDistance: distances / sum };
}
