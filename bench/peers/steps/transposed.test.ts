import { describe, expect, it } from 'vitest';
import { inverseOrder, transposed } from './transposed.ts';

describe('transposed', () => {
  it('turns rows into columns', () => {
    expect([...transposed([1, 2, 3, 4, 5, 6], [2, 3], [1, 0])]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('puts the channels of an image last', () => {
    // Two channels of 1 × 3 pixels.
    const image = [1, 2, 3, 10, 20, 30];
    expect([...transposed(image, [1, 2, 1, 3], [0, 2, 3, 1])]).toEqual([1, 10, 2, 20, 3, 30]);
  });

  it('finds every element where its index says', () => {
    const sizes = [2, 3, 4, 5];
    const values = Float32Array.from({ length: 120 }, (_, place) => place);
    const result = transposed(values, sizes, [2, 3, 1, 0]);
    // Result (h, w, i, o) is source (o, i, h, w).
    const at = ([h, w, i, o]: readonly [number, number, number, number]) =>
      result[((h * 5 + w) * 3 + i) * 2 + o];
    expect(at([3, 1, 2, 0])).toBe(((0 * 3 + 2) * 4 + 3) * 5 + 1);
    expect(at([0, 4, 1, 1])).toBe(((1 * 3 + 1) * 4 + 0) * 5 + 4);
  });

  it('comes back by the inverse order', () => {
    const sizes = [2, 3, 4];
    const order = [2, 0, 1];
    const values = Float32Array.from({ length: 24 }, (_, place) => place);
    const moved = order.map((axis) => sizes[axis] ?? 0);
    expect(transposed(transposed(values, sizes, order), moved, inverseOrder(order))).toEqual(
      values,
    );
  });

  it('refuses sizes that do not fit', () => {
    expect(() => transposed([1, 2, 3], [2, 2], [0, 1])).toThrow(RangeError);
    expect(() => transposed([1, 2, 3, 4], [2, 2], [0, 0])).toThrow(RangeError);
  });
});
