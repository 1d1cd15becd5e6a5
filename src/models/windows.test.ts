import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attributes, TensorShape } from './graph.ts';
import { findOperator } from './operators.ts';
import { dimension } from './shapes.ts';

const shape = (...sizes: readonly (readonly [string, number])[]): TensorShape =>
  sizes.map(([name, size]) => dimension(name, size));
const last = (batch: number, height: number, width: number, features: number) =>
  shape(['batch', batch], ['height', height], ['width', width], ['features', features]);
const first = (batch: number, features: number, height: number, width: number) =>
  shape(['batch', batch], ['channels', features], ['height', height], ['width', width]);

function infer(name: string, inputs: readonly TensorShape[], attributes: Attributes) {
  return findOperator(name).inferShapes({ inputs, attributes });
}
const sizes = (shapes: readonly TensorShape[]) =>
  shapes.map((each) => each.map((axis) => axis.size));

function cost(
  name: string,
  pass: 'forward' | 'backwardData' | 'backwardWeights',
  inputs: readonly TensorShape[],
  attributes: Attributes,
) {
  const operator = findOperator(name);
  const call = { inputs, attributes };
  const parameters = operator.parameters(call).map((each) => each.shape);
  const rest = { precision: 'f32', elementBytes: 4, training: true } as const;
  return operator[pass]({ ...call, ...rest, outputs: operator.inferShapes(call), parameters });
}

describe('windows', () => {
  it.each([
    ['last', last(2, 14, 21, 5)],
    ['first', first(2, 5, 14, 21)],
  ])('channels %s: 14 × 21 places are six windows of 7 × 7', (channels, image) => {
    const attributes = { window: 7, channels };
    expect(sizes(infer('window-partition', [image], attributes))).toEqual([[12, 49, 5]]);
  });

  it('merging undoes partitioning, whatever the sizes', () => {
    const small = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(small, small, small, small, small, (batch, rows, columns, window, features) => {
        const [height, width] = [rows * window, columns * window];
        const images = {
          last: last(batch, height, width, features),
          first: first(batch, features, height, width),
        };
        for (const [channels, image] of Object.entries(images)) {
          const windows = infer('window-partition', [image], { window, channels });
          const merged = infer('window-merge', windows, { window, channels, height, width });
          expect(sizes(merged)).toEqual(sizes([image]));
        }
      }),
    );
  });

  it('a copy moves every element once, either way', () => {
    const image = last(2, 14, 14, 5);
    for (const pass of ['forward', 'backwardData'] as const) {
      const work = cost('window-partition', pass, [image], { window: 7, channels: 'last' });
      expect(work).toMatchObject({ flops: 0, bytesRead: 4 * 1960, bytesWritten: 4 * 1960 });
    }
  });

  it.each([
    ['window-partition', [last(1, 15, 14, 3)], { window: 7, channels: 'last' }, 'height of 15'],
    [
      'window-partition',
      [last(1, 14, 14, 3).slice(1)],
      { window: 7, channels: 'last' },
      'four axes',
    ],
    [
      'window-merge',
      [shape(['windows', 5], ['tokens', 49], ['features', 3])],
      { window: 7, channels: 'last', height: 14, width: 14 },
      '5 windows do not fill',
    ],
    [
      'window-merge',
      [shape(['windows', 4], ['tokens', 48], ['features', 3])],
      { window: 7, channels: 'last', height: 14, width: 14 },
      'windows × 49 × features',
    ],
    ['roll', [last(1, 4, 4, 3)], { axes: 'height,depth', shifts: [1, 1] }, 'no axis "depth"'],
    ['roll', [last(1, 4, 4, 3)], { axes: 'height,width', shifts: [1] }, '2 axes and 1 shifts'],
    ['patch-merge', [last(1, 5, 4, 3)], {}, '5 × 4 patches'],
    ['permute', [last(1, 5, 4, 3)], { order: [0, 1, 1, 2] }, 'each axis'],
    [
      'window-position-bias',
      [shape(['distances', 168], ['heads', 3])],
      { window: 7, heads: 3 },
      'its table is 168 × 3, not 169 × 3',
    ],
  ] as const)('%s: %#', (name, inputs, attributes, sentence) => {
    expect(() => infer(name, inputs, attributes)).toThrow(sentence);
  });

  it('permute moves names with their sizes', () => {
    const [moved = []] = infer('permute', [first(2, 3, 5, 7)], { order: [0, 2, 3, 1] });
    expect(moved.map((axis) => `${axis.name} ${axis.size}`)).toEqual([
      'batch 2',
      'height 5',
      'width 7',
      'channels 3',
    ]);
  });

  it('patch-merge joins four neighbours', () => {
    expect(sizes(infer('patch-merge', [last(2, 6, 4, 3)], {}))).toEqual([[2, 3, 2, 12]]);
  });
});

describe('position bias', () => {
  const attributes = { window: 7, heads: 3 };

  it('has a row for each of 13² distances, and a value for each pair of 49 places', () => {
    const operator = findOperator('window-position-bias');
    const [table] = operator.parameters({ inputs: [], attributes });
    expect(sizes([table?.shape ?? []])).toEqual([[169, 3]]);
    expect(sizes(infer('window-position-bias', [], attributes))).toEqual([[3, 49, 49]]);
  });

  it('owns no parameter when the table is computed', () => {
    const inputs = infer('relative-coordinates', [], { window: 7 });
    expect(sizes(inputs)).toEqual([[169, 2]]);
    const table = [shape(['distances', 169], ['heads', 3])];
    expect(findOperator('window-position-bias').parameters({ inputs: table, attributes })).toEqual(
      [],
    );
  });

  it('its gradient adds every pair to a row', () => {
    const work = cost('window-position-bias', 'backwardWeights', [], attributes);
    expect(work).toMatchObject({
      flops: 3 * 49 * 49,
      bytesRead: 4 * (3 * 49 * 49 + 49 * 49),
      bytesWritten: 4 * 169 * 3,
    });
  });
});
