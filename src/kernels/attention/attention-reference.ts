// One element of attention in float64, and the bound of its error.
import type { AttentionProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { sumReference } from '../precision.ts';

/** Both sums (8 u each), their division (WGSL: 2.5 units of 2^-23) and the product with it. */
export const ATTENTION_UNITS = 22;

/**
 * What may be wrong with one weight e^(s − max), in u: the score is a sum of relative error 8 u against
 * |q|·|k|, scaled and shifted; WGSL allows exp 3 + 2d units of 2^-23 at d = max − s, and d is rounded.
 */
function weightError(scoreMagnitude: number, distance: number): number {
  return 10 * scoreMagnitude + 6 + 5 * distance;
}

interface RowFacts {
  readonly weights: Float64Array;
  /** weights·(1 + errors / ATTENTION_UNITS), both the weight's own error and that of their sum. */
  readonly strained: Float64Array;
}

/** Keys that a query sees: all, or under a causal mask those up to its own place. */
export function visibleKeys({ queries, keys, causal }: AttentionProblem, query: number): number {
  return causal ? keys - queries + query + 1 : keys;
}

/** Keeps the weights of the latest query: entries are mostly asked for in order. */
export function attentionReference(
  problem: AttentionProblem,
  tunables: Tunables,
): (inputs: DecodedInputs, index: number) => ReferenceValue {
  const { queries, keys, headSize, precision } = problem;
  let known: { q: unknown; row: number; facts: RowFacts } | undefined;
  return ({ q = [], k = [], v = [] }, index) => {
    const row = Math.floor(index / headSize);
    const firstKey = Math.floor(row / queries) * keys;
    if (known?.q !== q || known.row !== row) {
      const visible = visibleKeys(problem, row % queries);
      known = { q, row, facts: rowFacts(q, k, { row, firstKey, visible, headSize }) };
    }
    const { weights, strained } = known.facts;
    let value = 0;
    let magnitude = 0;
    for (let key = 0; key < weights.length; key++) {
      const element = v[(firstKey + key) * headSize + (index % headSize)] ?? NaN;
      value += (weights[key] ?? NaN) * element;
      magnitude += (strained[key] ?? NaN) * Math.abs(element);
    }
    return sumReference(value, magnitude, precision, tunables);
  };
}

interface RowPlace {
  readonly row: number;
  readonly firstKey: number;
  readonly visible: number;
  readonly headSize: number;
}

function rowFacts(q: ArrayLike<number>, k: ArrayLike<number>, place: RowPlace): RowFacts {
  const { row, firstKey, visible, headSize } = place;
  const scale = 1 / Math.sqrt(headSize);
  const scores = new Float64Array(visible);
  const magnitudes = new Float64Array(visible);
  for (let key = 0; key < visible; key++) {
    let score = 0;
    let magnitude = 0;
    for (let i = 0; i < headSize; i++) {
      const product = (q[row * headSize + i] ?? NaN) * (k[(firstKey + key) * headSize + i] ?? NaN);
      score += product;
      magnitude += Math.abs(product);
    }
    scores[key] = score * scale;
    magnitudes[key] = magnitude * scale;
  }
  const maximum = scores.reduce((highest, score) => Math.max(highest, score), -Infinity);
  const sum = scores.reduce((total, score) => total + Math.exp(score - maximum), 0);
  const weights = scores.map((score) => Math.exp(score - maximum) / sum);
  const errors = scores.map((score, key) => weightError(magnitudes[key] ?? NaN, maximum - score));
  const meanError = weights.reduce(
    (total, weight, key) => total + weight * (errors[key] ?? NaN),
    0,
  );
  const strained = weights.map(
    (weight, key) => weight * (1 + ((errors[key] ?? NaN) + meanError) / ATTENTION_UNITS),
  );
  return { weights, strained };
}
