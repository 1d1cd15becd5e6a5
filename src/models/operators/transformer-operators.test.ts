import { describe, expect, it } from 'vitest';
import type { Attributes, TensorShape } from '../graph.ts';
import { findOperator } from '../operators.ts';
import { dimension } from '../shapes.ts';

const shape = (...sizes: readonly number[]): TensorShape =>
  sizes.map((size, index) =>
    dimension(['batch', 'heads', 'tokens', 'features'][index] ?? '', size),
  );
const tokens = (batch: number, count: number, features: number): TensorShape => [
  dimension('batch', batch),
  dimension('tokens', count),
  dimension('features', features),
];

function run(
  name: string,
  inputs: readonly TensorShape[],
  attributes: Attributes,
  pass: 'forward' | 'backwardData' | 'backwardWeights' = 'forward',
) {
  const operator = findOperator(name);
  const call = { attributes, inputs };
  const outputs = operator.inferShapes(call);
  const parameters = operator.parameters(call).map((each) => each.shape);
  const work = operator[pass]({
    ...call,
    outputs,
    parameters,
    precision: 'f32',
    elementBytes: 4,
    training: false,
  });
  return { work, sizes: outputs.map((each) => each.map((axis) => axis.size)), parameters };
}

describe('operators of transformers', () => {
  it('rms-norm: four operations an element, three without a scale', () => {
    expect(run('rms-norm', [tokens(2, 3, 8)], {}).work.flops).toBe(4 * 48);
    const plain = run('rms-norm', [tokens(2, 3, 8)], { learned: false });
    expect(plain.work.flops).toBe(3 * 48);
    expect(plain.parameters).toEqual([]);
  });

  it('layer-norm: without shift, and without anything learned', () => {
    const flops = (attributes: Attributes) =>
      run('layer-norm', [tokens(2, 3, 8)], attributes).work.flops;
    expect([flops({}), flops({ bias: false }), flops({ learned: false })]).toEqual([
      7 * 48,
      6 * 48,
      5 * 48,
    ]);
  });

  it('rotary turns a share of the features of queries and keys', () => {
    const inputs = [shape(1, 8, 5, 16), shape(1, 2, 5, 16)];
    const elements = 8 * 5 * 16 + 2 * 5 * 16;
    expect(run('rotary', inputs, {}).work.flops).toBe(3 * elements);
    expect(run('rotary', inputs, { share: 0.25 }).work.flops).toBe((3 * elements) / 4);
    expect(run('rotary', inputs, {}).sizes).toEqual([
      [1, 8, 5, 16],
      [1, 2, 5, 16],
    ]);
  });

  it('matmul with shared heads counts as if B were repeated, and moves it once', () => {
    const inputs = [shape(2, 8, 5, 16), shape(2, 2, 7, 16)];
    const { work, sizes } = run('matmul', inputs, { transposeB: true, sharedB: true });
    expect(sizes).toEqual([[2, 8, 5, 7]]);
    expect(work.macs).toBe(2 * 8 * 5 * 7 * 16);
    expect(work.bytesRead).toBe(4 * (2 * 8 * 5 * 16 + 2 * 2 * 7 * 16));
  });

  it.each([
    [{ transposeB: true }, 2],
    [{ transposeB: true, sharedB: true }, 3],
  ])(
    'matmul refuses heads that do not divide or are not said to be shared',
    (attributes, heads) => {
      const inputs = [shape(2, 8, 5, 16), shape(2, heads, 7, 16)];
      expect(() => run('matmul', inputs, attributes)).toThrow('cannot be multiplied');
    },
  );

  it('relative-bias: one table entry for each bucket and head', () => {
    const { parameters, sizes, work } = run('relative-bias', [shape(4, 8, 5, 7)], { buckets: 32 });
    expect(parameters[0]?.map((each) => each.size)).toEqual([32, 8]);
    expect(sizes).toEqual([[8, 5, 7]]);
    expect(work.flops).toBe(0);
  });

  it('expert-linear: slots, and refusal of more experts than there are', () => {
    const attributes = { experts: 4, perToken: 2, outFeatures: 6, dispatch: true };
    const { sizes, work, parameters } = run('expert-linear', [tokens(1, 3, 8)], attributes);
    expect(sizes).toEqual([[1, 6, 6]]);
    expect(work.macs).toBe(3 * 2 * 8 * 6);
    expect(parameters[0]?.map((each) => each.size)).toEqual([4, 6, 8]);
    const tooMany = { ...attributes, perToken: 5 };
    expect(() => run('expert-linear', [tokens(1, 3, 8)], tooMany)).toThrow('5 of 4 experts');
  });

  it('expert-sum: every token gets its results back', () => {
    const sum = (slots: number) =>
      run('expert-sum', [tokens(1, slots, 8), tokens(1, 3, 4)], { perToken: 2 });
    expect(sum(6).sizes).toEqual([[1, 3, 8]]);
    expect(sum(6).work.flops).toBe(2 * 6 * 8);
    expect(() => sum(7)).toThrow('2 results for each token');
  });

  it('split-features cuts unequal parts that fill the axis', () => {
    const cut = (...sizes: readonly number[]) =>
      run('split-features', [tokens(1, 2, 8)], { sizes });
    expect(cut(4, 2, 2).sizes).toEqual([
      [1, 2, 4],
      [1, 2, 2],
      [1, 2, 2],
    ]);
    expect(() => cut(4, 2)).toThrow('cannot be cut into 4 + 2');
  });

  it('additive-scores: one product with v for each pair of steps', () => {
    const inputs = [tokens(5, 2, 8), tokens(7, 2, 8)];
    expect(run('additive-scores', inputs, {}).sizes).toEqual([[2, 5, 7]]);
    for (const pass of ['forward', 'backwardWeights'] as const) {
      expect(run('additive-scores', inputs, {}, pass).work.macs).toBe(2 * 5 * 7 * 8);
    }
  });

  it('soft-cap, alibi and scale-shift: operations an element', () => {
    expect(run('soft-cap', [shape(1, 2, 3, 4)], {}).work.flops).toBe(3 * 24);
    expect(run('alibi', [shape(1, 2, 3, 4)], {}).work.flops).toBe(24);
    expect(run('scale-shift', [tokens(1, 2, 3)], {}).work.flops).toBe(2 * 6);
  });

  it.each(['soft-cap', 'alibi'])('%s takes over the scaling of scores from the softmax', (name) => {
    const scores = [shape(1, 2, 3, 4)];
    for (const pass of ['forward', 'backwardData'] as const) {
      const flops = (operator: string, attributes: Attributes) =>
        run(operator, scores, attributes, pass).work.flops;
      const before = flops(name, {}) + flops('softmax', { scale: true });
      expect(flops(name, { headSize: 8 }) + flops('softmax', {})).toBe(before);
    }
  });

  it('unused-copies: parameters without work, none of them active', () => {
    const attributes = { copies: 3, parameters: 10 };
    const { work, parameters } = run('unused-copies', [tokens(1, 2, 3)], attributes);
    expect(work.flops + work.bytesRead + work.bytesWritten).toBe(0);
    expect(parameters[0]?.map((each) => each.size)).toEqual([3, 10]);
    const call = { attributes, inputs: [tokens(1, 2, 3)] };
    expect(findOperator('unused-copies').activeShare(call)).toBe(0);
  });
});
