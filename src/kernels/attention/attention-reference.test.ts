import { describe, expect, it } from 'vitest';
import type { AttentionProblem } from '../../shared/problem.ts';
import { attentionReference, visibleKeys } from './attention-reference.ts';

const problem: AttentionProblem = {
  op: 'attention',
  batch: 1,
  heads: 1,
  queries: 2,
  keys: 3,
  headSize: 1,
  causal: false,
  precision: 'f32',
};
const tunables = { accumulatorBits: 32 };
const inputs = {
  q: Float32Array.of(1, 0),
  k: Float32Array.of(0, Math.log(2), Math.log(4)),
  v: Float32Array.of(7, 14, 28),
};

describe('attentionReference', () => {
  it('weighs values by the exponentials of the scores', () => {
    const reference = attentionReference(problem, tunables);
    expect(reference(inputs, 0).value).toBeCloseTo((7 + 2 * 14 + 4 * 28) / 7, 5);
  });

  it('averages where all scores are equal', () => {
    expect(attentionReference(problem, tunables)(inputs, 1).value).toBeCloseTo(49 / 3, 10);
  });

  it('hides later keys under a causal mask; the last query sees all', () => {
    const causal = { ...problem, causal: true };
    expect(visibleKeys(causal, 0)).toBe(2);
    expect(visibleKeys(causal, 1)).toBe(3);
    const reference = attentionReference(causal, tunables);
    expect(reference(inputs, 0).value).toBeCloseTo((7 + 2 * 14) / 3, 5);
  });

  it('measures errors against at least the sum of weighted values made positive', () => {
    const { value, magnitude } = attentionReference(problem, tunables)(inputs, 0);
    expect(magnitude).toBeGreaterThan(value);
  });
});
