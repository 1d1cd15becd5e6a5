import { describe, expect, it } from 'vitest';
import {
  contiguousStrides,
  type Copy,
  copyReason,
  coversTarget,
  keepsOrder,
  part,
  parts,
  permutation,
  repetition,
  reversed,
} from './strides.ts';

/** Carries a copy out, element by element; places that it does not reach stay NaN. */
function run(copy: Copy, source: readonly number[]): number[] {
  expect(source).toHaveLength(copy.sourceLength);
  const target = Array.from({ length: copy.targetLength }, () => NaN);
  const walk = (axis: number, from: number, to: number): void => {
    const size = copy.sizes[axis];
    if (size === undefined) {
      target[to] = source[from] ?? NaN;
      return;
    }
    for (let i = 0; i < size; i++) {
      walk(
        axis + 1,
        from + i * (copy.sourceStrides[axis] ?? 0),
        to + i * (copy.targetStrides[axis] ?? 0),
      );
    }
  };
  walk(0, copy.sourceOffset, copy.targetOffset);
  return target;
}

const count = (length: number) => Array.from({ length }, (_, index) => index);

describe('permutation', () => {
  it('transposes', () => {
    expect(run(permutation([2, 3], [1, 0]), count(6))).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('puts element (i, j, k) of the input where the order says', () => {
    const result = run(permutation([2, 3, 4], [2, 0, 1]), count(24));
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 3; j++)
        for (let k = 0; k < 4; k++) {
          expect(result[(k * 2 + i) * 3 + j]).toBe((i * 3 + j) * 4 + k);
        }
  });

  it('is undone by the reverse', () => {
    const copy = permutation([3, 1, 4, 2], [3, 2, 0, 1]);
    expect(run(reversed(copy), run(copy, count(24)))).toEqual(count(24));
  });

  it('drops axes that move nothing, and knows when nothing moves', () => {
    expect(permutation([1, 5, 1, 7], [3, 0, 1, 2]).sizes).toEqual([7, 5]);
    expect(keepsOrder(permutation([1, 5, 1, 7], [2, 1, 0, 3]))).toBe(true);
    expect(keepsOrder(permutation([1, 1], [1, 0]))).toBe(true);
    expect(keepsOrder(permutation([2, 2], [1, 0]))).toBe(false);
  });

  it('refuses more axes than a kernel has, and empty ones', () => {
    const order = [6, 5, 4, 3, 2, 1, 0];
    expect(copyReason(permutation([2, 2, 2, 2, 2, 2, 2], order))).toMatch(/7 axes/);
    expect(copyReason(permutation([2, 2, 2, 1, 2, 2, 2], order))).toBeUndefined();
    expect(copyReason(permutation([2, 0], [1, 0]))).toMatch(/Empty/);
  });
});

describe('part', () => {
  it('cuts an axis', () => {
    const copy = part([2, 3, 2], 1, { start: 1, count: 2 });
    expect(run(copy, count(12))).toEqual([2, 3, 4, 5, 8, 9, 10, 11]);
    expect(run(reversed(copy), count(8))).toEqual([NaN, NaN, 0, 1, 2, 3, NaN, NaN, 4, 5, 6, 7]);
    expect(coversTarget(copy)).toBe(true);
    expect(coversTarget(reversed(copy))).toBe(false);
  });

  it('is no mere renaming unless it takes all', () => {
    expect(keepsOrder(part([1, 3, 2], 1, { start: 0, count: 2 }))).toBe(false);
    expect(keepsOrder(part([4, 3, 2], 1, { start: 0, count: 3 }))).toBe(true);
  });

  it('has neighbours that cover the axis together', () => {
    const pieces = parts([2, 6], 1, [1, 2, 3]).map((copy) => run(copy, count(12)));
    expect(pieces).toEqual([
      [0, 6],
      [1, 2, 7, 8],
      [3, 4, 5, 9, 10, 11],
    ]);
  });
});

describe('repetition', () => {
  it('repeats axes of size 1 and adds leading ones', () => {
    expect(run(repetition([2, 1], [2, 2, 3]), [7, 8])).toEqual([
      7, 7, 7, 8, 8, 8, 7, 7, 7, 8, 8, 8,
    ]);
  });

  it('is a renaming when nothing is repeated', () => {
    expect(keepsOrder(repetition([2, 3], [1, 2, 3]))).toBe(true);
    expect(keepsOrder(repetition([2, 1], [2, 3]))).toBe(false);
  });
});

it('knows row-major strides', () => {
  expect(contiguousStrides([2, 3, 4])).toEqual([12, 4, 1]);
  expect(contiguousStrides([])).toEqual([]);
});
