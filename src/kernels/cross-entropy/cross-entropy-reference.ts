// Cross-entropy and its gradient in float64, and the bound of their error in f32.
import type { CrossEntropyProblem } from '../../shared/problem.ts';
import type { DecodedBuffer, DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { rememberRows } from '../rows/remember-rows.ts';
import { singleReference } from '../single-precision.ts';
import { rowFacts } from '../softmax/row-facts.ts';

/**
 * A probability errs as in softmax by 26 u of p·(1 + d + mean d) (see softmax-reference.ts); taking 1 at the label and
 * the share of the row add 3 u of what they are applied to.
 */
export const GRADIENT_UNITS = 32;

/**
 * The sum's relative error of at most 14 + 10·mean d units is the logarithm's absolute one; WGSL allows log itself
 * 2^-21 = 8 u near 1 and 6 u of its value elsewhere; two sums of d and the logarithm add 2 u.
 */
export const LOSS_UNITS = 32;

const NONE = new Float32Array();

interface Reference {
  readonly loss: (inputs: DecodedInputs, row: number) => ReferenceValue;
  readonly gradient: (inputs: DecodedInputs, index: number) => ReferenceValue;
}

export function crossEntropyReference(problem: CrossEntropyProblem): Reference {
  const { rows, columns, precision } = problem;
  const factsOf = rememberRows((x: DecodedBuffer, row) =>
    rowFacts(x.subarray(row * columns, (row + 1) * columns)),
  );
  return {
    loss: ({ logits = NONE, labels = NONE }, row) => {
      const { maximum, sum, meanDistance } = factsOf(logits, row);
      const distance = maximum - (logits[row * columns + (labels[row] ?? NaN)] ?? NaN);
      const value = Math.log(sum) + distance;
      return { value, magnitude: 1 + value + meanDistance };
    },
    gradient: ({ logits = NONE, labels = NONE }, index) => {
      const row = Math.floor(index / columns);
      const { maximum, sum, meanDistance } = factsOf(logits, row);
      const distance = maximum - (logits[index] ?? NaN);
      const probability = Math.exp(-distance) / sum;
      const hot = index % columns === labels[row] ? 1 : 0;
      const magnitude = probability * (1 + distance + meanDistance) + hot;
      return singleReference((probability - hot) / rows, magnitude / rows, precision);
    },
  };
}
