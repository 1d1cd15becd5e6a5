// One element of a product with its epilogue in float64, and how far a kernel may stray from it.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { gelu } from '../gelu.ts';
import { accumulatorType, SUM_UNITS, sumReference, UNIT_ROUNDOFF } from '../precision.ts';

/**
 * The error of evaluating GELU in f32, relative to its argument, in units of 2^-24: WGSL allows exp(z) an error
 * of 3 + 2|z| units in the last place and a division 2.5, which together stay below 8 everywhere. Twice that
 * leaves room for drivers.
 */
const GELU_EVALUATION_UNITS = 16;

/** The largest slope of GELU, near √2. */
const GELU_SLOPE = 1.13;

/** `index` counts the elements of C (batch×m×n). */
export function matmulReference(
  problem: MatmulProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { n, precision, bias, activation, residual } = problem;
  const { sum, magnitude } = dotProduct(problem, inputs, index);
  if (bias !== true && activation === undefined && residual !== true) {
    return sumReference(sum, magnitude, precision, tunables);
  }
  const shift = bias === true ? (inputs['bias']?.[index % n] ?? NaN) : 0;
  const shortcut = residual === true ? (inputs['residual']?.[index] ?? NaN) : 0;
  const biased = sum + shift;
  const activated = activate(biased, activation);
  const value = activated + shortcut;

  // The kernel may round the sum to the stored type before an epilogue in f32, whose every step rounds again.
  const accumulator = accumulatorType(tunables);
  const bound = SUM_UNITS * UNIT_ROUNDOFF[accumulator];
  const stored = precision === 'f16' ? UNIT_ROUNDOFF.f16 : 0;
  const slope = activation === 'gelu' ? GELU_SLOPE : 1;
  const evaluation = activation === 'gelu' ? GELU_EVALUATION_UNITS * Math.abs(biased) : 0;
  const absolute =
    slope * (bound * magnitude + stored * Math.abs(sum)) +
    UNIT_ROUNDOFF.f32 * (slope * Math.abs(biased) + evaluation + Math.abs(value)) +
    // Where the sum is as narrow as the store, the tolerance grants the store no rounding of its own.
    (accumulator === 'f16' ? stored * Math.abs(value) : 0);
  return sumReference(value, absolute / bound, precision, tunables);
}

function activate(x: number, activation: MatmulProblem['activation']): number {
  switch (activation) {
    case 'relu':
      return Math.max(0, x);
    case 'gelu':
      return gelu(x);
    case undefined:
      return x;
  }
}

/** A row of A times a column of B, and |A|·|B|. */
function dotProduct(
  { m, n, k, transpose }: MatmulProblem,
  inputs: DecodedInputs,
  index: number,
): { sum: number; magnitude: number } {
  const { a = [], b = [] } = inputs;
  const column = index % n;
  const row = Math.floor(index / n) % m;
  const layer = Math.floor(index / (m * n));
  const [startA, stepA] = transpose === 'a' ? [row, m] : [row * k, 1];
  const [startB, stepB] = transpose === 'b' ? [column * k, 1] : [column, n];
  const firstA = layer * m * k + startA;
  const firstB = layer * k * n + startB;
  let sum = 0;
  let magnitude = 0;
  for (let i = 0; i < k; i++) {
    const product = (a[firstA + i * stepA] ?? NaN) * (b[firstB + i * stepB] ?? NaN);
    sum += product;
    magnitude += Math.abs(product);
  }
  return { sum, magnitude };
}
