import { describe, expect, it } from 'vitest';
import { gradientCase, integers, rows } from './gradient-case.ts';
import { numericGradients } from './numeric-gradients.ts';

const floats = (...values: number[]) => Float64Array.from(values);
const all = (length: number) => Array.from({ length }, (_, index) => index);

describe('numericGradients', () => {
  it('gives the closed form of a linear layer', () => {
    const { graph } = gradientCase('x', (builder) =>
      builder.apply('linear', 'fc', [rows(builder, [2, 2])], { outFeatures: 1 }),
    );
    const gradients = numericGradients(
      {
        graph,
        parameters: new Map([
          ['fc.weight', floats(3, -4)],
          ['fc.bias', floats(0.5)],
        ]),
        inputs: new Map([['x', floats(1, 2, 5, 7)]]),
        outputGradients: new Map([['fc', floats(10, 100)]]),
      },
      new Map([
        ['fc.weight', all(2)],
        ['fc.bias', all(1)],
        ['x', all(4)],
      ]),
      1,
    );
    const values = (id: string) => gradients.get(id)?.entries.map(({ value }) => value) ?? [];
    const expected = {
      'fc.weight': [10 * 1 + 100 * 5, 10 * 2 + 100 * 7],
      'fc.bias': [110],
      x: [30, -40, 300, -400],
    };
    for (const [id, wanted] of Object.entries(expected)) {
      expect(values(id)).toHaveLength(wanted.length);
      for (const [index, value] of wanted.entries())
        expect(values(id)[index]).toBeCloseTo(value, 4);
      const direction = gradients.get(id)?.direction;
      const along = wanted.reduce(
        (sum, value, index) => sum + value * (direction?.signs[index] ?? NaN),
        0,
      );
      expect(direction?.value).toBeCloseTo(along, 4);
    }
  });

  it('minimises the mean loss where there is one: softmax less one at the label, over the rows', () => {
    const { graph } = gradientCase('x', (builder) =>
      builder.apply('cross-entropy', 'loss', [
        rows(builder, [2, 2]),
        integers(builder, [2], 'labels'),
      ]),
    );
    const gradients = numericGradients(
      {
        graph,
        parameters: new Map(),
        inputs: new Map<string, Float64Array | Uint32Array>([
          ['x', floats(0, Math.log(3), 0, 0)],
          ['labels', Uint32Array.of(1, 0)],
        ]),
        outputGradients: new Map(),
      },
      new Map([['x', all(4)]]),
      1,
    );
    const values = gradients.get('x')?.entries.map(({ value }) => value) ?? [];
    for (const [index, value] of [0.125, -0.125, -0.25, 0.25].entries())
      expect(values[index]).toBeCloseTo(value, 9);
  });

  it('skips what lies at a kink, and nothing else', () => {
    const { graph } = gradientCase('x', (builder) =>
      builder.apply('activation', 'relu', [rows(builder, [1, 3])], { kind: 'relu' }),
    );
    const gradients = numericGradients(
      {
        graph,
        parameters: new Map(),
        inputs: new Map([['x', floats(1, 0, -1)]]),
        outputGradients: new Map([['relu', floats(2, 2, 2)]]),
      },
      new Map([['x', all(3)]]),
      1,
    );
    const found = gradients.get('x');
    expect(found?.skipped).toBe(1);
    expect(found?.entries.map(({ index }) => index)).toEqual([0, 2]);
    expect(found?.entries[0]?.value).toBeCloseTo(2, 9);
    expect(found?.entries[1]?.value).toBe(0);
    expect(found?.direction).toBeUndefined();
  });
});
