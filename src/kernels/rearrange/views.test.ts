import { describe, expect, it } from 'vitest';
import type { RearrangeProblem } from '../../shared/problem.ts';
import { axisConstants, hasGaps, mergedAxes, viewReason } from './views.ts';

const copy: RearrangeProblem = {
  op: 'rearrange',
  sizes: [2, 3, 4],
  sourceStrides: [12, 4, 1],
  targetStrides: [12, 4, 1],
  sourceOffset: 0,
  targetOffset: 0,
  sourceLength: 24,
  targetLength: 24,
  mode: 'write',
  precision: 'f32',
};

describe('mergedAxes', () => {
  it('joins what is contiguous in both tensors', () => {
    expect(mergedAxes(copy)).toEqual([{ size: 24, source: 1, target: 1 }]);
  });

  it('keeps what is contiguous in one of them only', () => {
    expect(mergedAxes({ ...copy, sourceStrides: [4, 8, 1] })).toEqual([
      { size: 2, source: 4, target: 12 },
      { size: 3, source: 8, target: 4 },
      { size: 4, source: 1, target: 1 },
    ]);
  });

  it('sorts by the target, and joins what then follows', () => {
    const transposed = { ...copy, sourceStrides: [12, 4, 1], targetStrides: [3, 1, 6] };
    expect(mergedAxes(transposed)).toEqual([
      { size: 4, source: 1, target: 6 },
      { size: 6, source: 4, target: 1 },
    ]);
  });

  it('drops axes of size 1 and repeats by a stride of 0', () => {
    const repeated = { ...copy, sizes: [6, 1, 4], sourceStrides: [0, 99, 1] };
    expect(mergedAxes({ ...repeated, targetStrides: [4, 99, 1] })).toEqual([
      { size: 6, source: 0, target: 4 },
      { size: 4, source: 1, target: 1 },
    ]);
    expect(mergedAxes({ ...copy, sizes: [1, 1, 1] })).toHaveLength(1);
  });
});

describe('axisConstants', () => {
  it('counts from the fastest axis, in vectors', () => {
    const axes = [
      { size: 3, source: 16, target: 8 },
      { size: 8, source: 1, target: 1 },
    ];
    expect(axisConstants(axes, 4)).toEqual({
      AXES: 2,
      ...{ SIZE_0: 2, FROM_0: 1, TO_0: 1 },
      ...{ SIZE_1: 3, FROM_1: 4, TO_1: 2 },
    });
  });
});

describe('viewReason', () => {
  it('accepts what lies inside and reaches each place once', () => {
    expect(viewReason(copy)).toBeUndefined();
    expect(viewReason({ ...copy, targetStrides: [1, 2, 6] })).toBeUndefined();
  });

  it.each([
    ['lists of other lengths', { sourceStrides: [4, 1] }, /different numbers of axes/],
    ['reads beyond the source', { sourceOffset: 1 }, /element 24 of a source of 24/],
    ['writes beyond the target', { targetStrides: [24, 8, 2] }, /element 46 of a target of 24/],
    ['a target stride of 0', { targetStrides: [0, 4, 1] }, /written twice/],
    ['overlapping rows', { targetStrides: [9, 3, 1] }, /written twice/],
  ])('refuses %s', (_, change, said) => {
    expect(viewReason({ ...copy, ...change })).toMatch(said);
  });
});

it('knows gaps', () => {
  expect(hasGaps(copy)).toBe(false);
  expect(hasGaps({ ...copy, targetLength: 25 })).toBe(true);
});
