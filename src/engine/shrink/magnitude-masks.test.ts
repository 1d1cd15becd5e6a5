import { describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { magnitudeMasks, masked } from './magnitude-masks.ts';

const small = Float32Array.of(0.1, -0.2, 0.3, -0.4);
const large = Float32Array.of(1, -2, 3, -4);
const weights = new Map([
  ['small', small],
  ['large', large],
]);
const maskOf = (scope: 'global' | 'layer', sparsity: number) =>
  Object.fromEntries(
    [...magnitudeMasks(weights, sparsity, scope)].map(([id, mask]) => [id, [...mask]]),
  );

describe('magnitudeMasks', () => {
  it('takes the same share of each layer', () => {
    expect(maskOf('layer', 0.5)).toEqual({ small: [0, 0, 1, 1], large: [0, 0, 1, 1] });
  });

  it('takes the smallest of all layers together', () => {
    expect(maskOf('global', 0.5)).toEqual({ small: [0, 0, 0, 0], large: [1, 1, 1, 1] });
    expect(maskOf('global', 0.25)).toEqual({ small: [0, 0, 1, 1], large: [1, 1, 1, 1] });
  });

  it('keeps exactly the share, of equal weights the first', () => {
    const random = createRandom(1);
    const many = new Map([['w', Float32Array.from({ length: 1000 }, () => random() - 0.5)]]);
    for (const sparsity of [0.5, 0.8, 0.9, 0.95, 0.98]) {
      const mask = magnitudeMasks(many, sparsity, 'layer').get('w') ?? new Float32Array();
      expect(mask.reduce((sum, value) => sum + value, 0)).toBe(Math.round(1000 * (1 - sparsity)));
    }
    const equal = new Map([['w', new Float32Array(4).fill(-1)]]);
    expect([...(magnitudeMasks(equal, 0.5, 'global').get('w') ?? [])]).toEqual([1, 1, 0, 0]);
  });

  it('leaves one weight at least', () => {
    expect(maskOf('layer', 0.99)).toEqual({ small: [0, 0, 0, 1], large: [0, 0, 0, 1] });
  });
});

describe('masked', () => {
  it('puts exact zeros, and leaves what has no mask', () => {
    const result = masked(
      new Map([...weights, ['bias', small]]),
      magnitudeMasks(weights, 0.5, 'layer'),
    );
    expect([...(result.get('large') ?? [])]).toEqual([0, 0, 3, -4]);
    expect(result.get('bias')).toBe(small);
  });
});
