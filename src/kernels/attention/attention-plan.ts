// What all forms of attention share: buffers, counts, refusals, operands in the shader, and the reference.
import { type AttentionProblem, bytesPerElement, problemMacs } from '../../shared/problem.ts';
import type {
  DeviceTraits,
  KernelPlan,
  ScratchBuffer,
  ShaderPass,
  Tunables,
} from '../descriptor.ts';
import { floatReason } from '../limits.ts';
import { floatPrecision, sumTolerance } from '../precision.ts';
import { ATTENTION_UNITS, attentionReference } from './attention-reference.ts';
import elements from './operands-elements.wgsl?raw';
import vectors from './operands-vectors.wgsl?raw';

/** Queries, keys, values, result: bound as 0 to 3 by every fused form. */
export const ATTENTION_BINDINGS = ['q', 'k', 'v', 'o'] as const;

/** Queries and keys of ±2: scores then spread by about 1.3, as those of trained heads do. */
const AMPLITUDE = 2;

export function attentionPlan(
  problem: AttentionProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
  scratch: readonly ScratchBuffer[] = [],
): KernelPlan {
  const { batch, heads, queries, keys, headSize, precision } = problem;
  const format = floatPrecision(precision);
  const length = { q: batch * heads * queries * headSize, k: batch * heads * keys * headSize };
  const tolerance = sumTolerance(precision, tunables);
  return {
    passes,
    buffers: [
      { role: 'input', name: 'q', format, length: length.q, amplitude: AMPLITUDE },
      { role: 'input', name: 'k', format, length: length.k, amplitude: AMPLITUDE },
      { role: 'input', name: 'v', format, length: length.k },
      { role: 'output', name: 'o', format, length: length.q },
      ...scratch,
    ],
    flops: 2 * problemMacs(problem),
    bytes: 2 * (length.q + length.k) * bytesPerElement(precision),
    verification: {
      output: 'o',
      tolerance: tolerance.kind === 'exact' ? tolerance : { ...tolerance, units: ATTENTION_UNITS },
      reference: attentionReference(problem, tunables),
      // The scores of a whole row stand behind each element.
      referenceMacs: keys * (headSize + 1),
    },
  };
}

/** Why no form can run this problem here, or undefined. */
export function attentionReason(
  { queries, keys, causal, precision }: AttentionProblem,
  traits: DeviceTraits,
): string | undefined {
  if (causal && keys < queries) return 'A causal mask needs at least as many keys as queries.';
  return floatReason(precision, traits);
}

/** The sizes that every form bakes in; VECTORS of four make a row, the last one filled up with zeros. */
export function attentionConstants(problem: AttentionProblem): Record<string, number> {
  const { batch, heads, queries, keys, headSize, causal } = problem;
  return {
    LAYERS: batch * heads,
    QUERIES: queries,
    KEYS: keys,
    HEAD: headSize,
    VECTORS: Math.ceil(headSize / 4),
    CAUSAL: causal ? 1 : 0,
    UNMASKED: causal ? 0 : 1,
  };
}

/** The scale of scores, for every form. */
export function scaleSource({ headSize }: AttentionProblem): string {
  return `const SCALE = f32(${1 / Math.sqrt(headSize)});`;
}

/** After `Storage`: the scale, and loads and stores of vectors of four. */
export function operandSources(problem: AttentionProblem): readonly string[] {
  return [scaleSource(problem), problem.headSize % 4 === 0 ? vectors : elements];
}
