// What the products of floating-point activations and packed integer weights share: buffers, counts, types,
// and the float64 reference.
import { bytesPerElement, problemMacs, type QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { floatReason } from '../limits.ts';
import { accumulatorType, floatPrecision, sumReference, sumTolerance } from '../precision.ts';
import {
  bitsPerWeight,
  groupLength,
  packedWeights,
  randomScales,
  signedField,
  valuesPerWord,
} from './quantized-layout.ts';
import widenPairs from './widen-pairs.wgsl?raw';
import widenSingles from './widen-singles.wgsl?raw';

export const WEIGHTS_BINDINGS = ['a', 'w', 'scales', 'c'] as const;

export function weightsPlan(
  problem: QuantizedMatmulProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
): KernelPlan {
  const { m, n, k, precision, scheme } = problem;
  const format = floatPrecision(precision);
  const bits = bitsPerWeight(scheme);
  const values = valuesPerWord(scheme);
  const group = groupLength(problem);
  const words = Math.ceil(k / values) * n;
  const scaleCount = Math.ceil(k / group) * n;
  return {
    passes,
    buffers: [
      { role: 'input', name: 'a', format, length: m * k },
      { role: 'input', name: 'w', format: 'u32', length: words, contents: packedWeights(problem) },
      {
        role: 'input',
        name: 'scales',
        format,
        length: scaleCount,
        contents: randomScales(scaleCount, bits),
      },
      { role: 'output', name: 'c', format, length: m * n },
    ],
    flops: 2 * problemMacs(problem),
    bytes: 4 * words + (m * k + scaleCount + m * n) * bytesPerElement(precision),
    verification: {
      output: 'c',
      tolerance: sumTolerance(precision, tunables),
      reference({ a = [], w = [], scales = [] }, index) {
        const row = Math.floor(index / n);
        const column = index % n;
        let value = 0;
        let magnitude = 0;
        for (let i = 0; i < k; i++) {
          const word = w[Math.floor(i / values) * n + column] ?? NaN;
          const scale = scales[Math.floor(i / group) * n + column] ?? NaN;
          const product = (a[row * k + i] ?? NaN) * signedField(word, i % values, bits) * scale;
          value += product;
          magnitude += Math.abs(product);
        }
        return sumReference(value, magnitude, precision, tunables);
      },
    },
  };
}

/**
 * Sizes in weights and words. GROUPED is 0 where one scale serves the whole column, RAGGED 1 where the last
 * row of words is padded.
 */
export function weightsConstants(problem: QuantizedMatmulProblem): Record<string, number> {
  const { m, n, k, scheme } = problem;
  const values = valuesPerWord(scheme);
  const group = groupLength(problem);
  return {
    M: m,
    N: n,
    K: k,
    VALUES: values,
    BITS: bitsPerWeight(scheme),
    SIGN_BITS: scheme === 'int4-weights' ? 0x8888_8888 : 0x8080_8080,
    WORDS: Math.ceil(k / values),
    GROUPS: Math.ceil(k / group),
    GROUP_WORDS: Math.ceil(group / values),
    RAGGED: k % values === 0 ? 0 : 1,
    GROUPED: group < k ? 1 : 0,
  };
}

/** The source of `unbias` and `widen`, which turn fields of a word into `Accumulator`s. */
export function widenSource(tunables: Tunables): string {
  return accumulatorType(tunables) === 'f16' ? widenPairs : widenSingles;
}

/** Why the problem is no such product, or cannot run on the device; undefined when fine. */
export function weightsReason(
  problem: QuantizedMatmulProblem,
  traits: DeviceTraits,
): string | undefined {
  const { scheme, k } = problem;
  if (scheme === 'int8') return 'It multiplies floating-point activations, not int8 ones.';
  const group = groupLength(problem);
  if (k % group !== 0) return `Groups of ${group} weights do not divide columns of ${k}.`;
  if (group < k && group % valuesPerWord(scheme) !== 0) {
    return `Groups of ${group} weights are not whole words of ${valuesPerWord(scheme)}.`;
  }
  return floatReason(problem.precision, traits);
}
