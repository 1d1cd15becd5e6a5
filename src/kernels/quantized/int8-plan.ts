// What the int8 products share: buffers, counts, what a device must offer, and the exact reference.
import {
  int8WordsPerRow,
  LONGEST_INT8_SUM,
  problemMacs,
  type QuantizedMatmulProblem,
} from '../../shared/problem.ts';
import type { DeviceTraits, KernelPlan, ShaderPass } from '../descriptor.ts';
import { int8Rows, randomScales, signedField } from './quantized-layout.ts';

export const INT8_BINDINGS = ['a', 'w', 'scaleA', 'scaleW', 'c'] as const;

/** The sum is exact; it is then rounded to f32 and multiplied by two scales. */
const ROUNDINGS = 3;

export function int8Plan(
  problem: QuantizedMatmulProblem,
  passes: readonly ShaderPass[],
): KernelPlan {
  const { m, n, k } = problem;
  const words = int8WordsPerRow(k);
  return {
    passes,
    buffers: [
      { role: 'input', name: 'a', format: 'i8x4', length: m * words, contents: int8Rows(m, k) },
      { role: 'input', name: 'w', format: 'i8x4', length: n * words, contents: int8Rows(n, k) },
      { role: 'input', name: 'scaleA', format: 'f32', length: m, contents: randomScales(m, 8) },
      { role: 'input', name: 'scaleW', format: 'f32', length: n, contents: randomScales(n, 8) },
      { role: 'output', name: 'c', format: 'f32', length: m * n },
    ],
    flops: 2 * problemMacs(problem),
    bytes: 4 * ((m + n) * (words + 1) + m * n),
    verification: {
      output: 'c',
      // Relative to the result itself, not to |A|·|B|. WGSL leaves the direction of rounding open, so each
      // may cost a whole unit in the last place, 2 u; one u more for what they compound to.
      tolerance: {
        kind: 'rounding',
        accumulationRoundoff: 2 ** -24,
        storageRoundoff: 0,
        units: 2 * ROUNDINGS + 1,
      },
      reference({ a = [], w = [], scaleA = [], scaleW = [] }, index) {
        const row = Math.floor(index / n);
        const column = index % n;
        let sum = 0;
        for (let i = 0; i < k; i++) {
          const word = Math.floor(i / 4);
          const left = a[row * words + word] ?? NaN;
          const right = w[column * words + word] ?? NaN;
          sum += signedField(left, i % 4, 8) * signedField(right, i % 4, 8);
        }
        const value = sum * (scaleA[row] ?? NaN) * (scaleW[column] ?? NaN);
        return { value, magnitude: Math.abs(value) };
      },
    },
  };
}

/** The sizes that every int8 product bakes in; rows are `K_VECTORS` vectors of four words. */
export function int8Constants({ m, n, k }: QuantizedMatmulProblem): Record<string, number> {
  return { M: m, N: n, K_VECTORS: int8WordsPerRow(k) / 4 };
}

/** Why the problem is not an int8 product that int32 can sum; undefined when fine. */
export function int8ShapeReason({
  scheme,
  precision,
  k,
}: QuantizedMatmulProblem): string | undefined {
  if (scheme !== 'int8') return 'It multiplies int8 by int8; these activations are floating point.';
  if (precision !== 'i8') return 'The scheme int8 has the precision i8.';
  return k > LONGEST_INT8_SUM
    ? `Sums of more than ${LONGEST_INT8_SUM} int8 products overflow int32.`
    : undefined;
}

/** As `int8ShapeReason`, or that the device has no packed dot products. */
export function int8Reason(
  problem: QuantizedMatmulProblem,
  traits: DeviceTraits,
): string | undefined {
  const reason = int8ShapeReason(problem);
  if (reason !== undefined) return reason;
  if (!traits.languageFeatures.has('packed_4x8_integer_dot_product')) {
    return 'This browser does not offer packed 8-bit dot products in shaders (the WGSL feature "packed_4x8_integer_dot_product").';
  }
  return undefined;
}
