// Softmax in float64, and the bound of its error in f32.
import type { SoftmaxProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { rememberRows } from '../rows/remember-rows.ts';
import { singleReference } from '../single-precision.ts';
import { rowFacts } from './row-facts.ts';
import { scoreScale, visibleColumns } from './softmax-form.ts';

/**
 * With d = max − x, WGSL allows exp 3 + 2d units of 2^-23, and d itself is rounded: (6 + 5d) u of an
 * exponential, the mean of that for their sum, 8 u for adding them up, 6 u for the reciprocal and the product.
 * Against p·(1 + d + mean d) that is at most 26 u.
 */
export const SOFTMAX_UNITS = 26;

/** Scaling rounds each value by 1 u of itself: of ±4 that is 4 u, twice for an exponential and twice for the sum. */
export const SCALED_SOFTMAX_UNITS = SOFTMAX_UNITS + 16;

export function softmaxReference(
  problem: SoftmaxProblem,
): (inputs: DecodedInputs, index: number) => ReferenceValue {
  const { columns, precision } = problem;
  const scale = scoreScale(problem);
  const factsOf = rememberRows((x: ArrayLike<number>, row) =>
    rowFacts(
      Array.from(
        { length: visibleColumns(problem, row) },
        (_, column) => (x[row * columns + column] ?? NaN) * scale,
      ),
    ),
  );
  return ({ x = [] }, index) => {
    const row = Math.floor(index / columns);
    if (index % columns >= visibleColumns(problem, row)) return { value: 0, magnitude: 0 };
    const { maximum, sum, meanDistance } = factsOf(x, row);
    const distance = maximum - (x[index] ?? NaN) * scale;
    const value = Math.exp(-distance) / sum;
    return singleReference(value, value * (1 + distance + meanDistance), precision);
  };
}
