// The gradient of softmax in float64, and the bound of its error in f32.
import type { Precision, SoftmaxGradientProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tolerance } from '../descriptor.ts';
import { rememberRows } from '../rows/remember-rows.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';

/**
 * Adding up positive and negative terms stays within 8 u of Σ |dy·y| (see SUM_UNITS), a product each 1 u; the
 * difference, two products and the scale add 4.
 */
const UNITS = 16;

export function softmaxGradientTolerance(precision: Precision): Tolerance {
  return singleTolerance(precision, UNITS);
}

export function softmaxGradientReference({
  columns,
  headSize = 1,
  precision,
}: SoftmaxGradientProblem): (inputs: DecodedInputs, index: number) => ReferenceValue {
  const scale = 1 / Math.sqrt(headSize);
  let slopes: ArrayLike<number> = [];
  const sumsOf = rememberRows((y: ArrayLike<number>, row) => {
    let mean = 0;
    let size = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const product = (y[i] ?? NaN) * (slopes[i] ?? NaN);
      mean += product;
      size += Math.abs(product);
    }
    return { mean, size };
  });
  return ({ y = [], dy = [] }, index) => {
    slopes = dy;
    const { mean, size } = sumsOf(y, Math.floor(index / columns));
    const share = (y[index] ?? NaN) * scale;
    const slope = dy[index] ?? NaN;
    return singleReference(
      share * (slope - mean),
      Math.abs(share) * (Math.abs(slope) + size),
      precision,
    );
  };
}
