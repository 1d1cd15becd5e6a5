import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemMacs } from '../shared/problem.ts';
import type { Attributes, TensorShape } from './graph.ts';
import { GraphBuilder } from './graph-builder.ts';
import { findOperator, listOperators } from './operators.ts';
import { dimension } from './shapes.ts';
import type { PassWork } from './work.ts';

const image = (batch: number, channels: number, height: number, width = height): TensorShape => [
  dimension('batch', batch),
  dimension('channels', channels),
  dimension('height', height),
  dimension('width', width),
];
const tokens = (batch: number, length: number, features: number): TensorShape => [
  dimension('batch', batch),
  dimension('tokens', length),
  dimension('features', features),
];
const sizes = (shape: TensorShape | undefined) => shape?.map((each) => each.size);

it('have names for people that tell them apart', () => {
  const labels = listOperators().map(({ label }) => label);
  expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
});

function infer(name: string, inputs: readonly TensorShape[], attributes: Attributes = {}) {
  return findOperator(name).inferShapes({ inputs, attributes }).map(sizes);
}

function cost(
  name: string,
  pass: 'forward' | 'backwardData' | 'backwardWeights',
  inputs: readonly TensorShape[],
  attributes: Attributes = {},
  training = false,
): PassWork {
  const operator = findOperator(name);
  const call = { inputs, attributes };
  return operator[pass]({
    ...call,
    outputs: operator.inferShapes(call),
    parameters: operator.parameters(call).map((each) => each.shape),
    precision: 'f32',
    elementBytes: 4,
    training,
  });
}

describe('shapes', () => {
  it.each([
    ['7×7 stride 2', { outChannels: 64, kernel: 7, stride: 2, padding: 3 }, [1, 64, 112, 112]],
    ['rectangular', { outChannels: 8, kernel: [1, 7], padding: [0, 3] }, [1, 8, 224, 224]],
    ['dilated', { outChannels: 8, kernel: 3, dilation: 2 }, [1, 8, 220, 220]],
  ])('conv2d %s', (_, attributes, expected) => {
    expect(infer('conv2d', [image(1, 3, 224)], attributes)).toEqual([expected]);
  });

  it.each([
    [{ kind: 'max', kernel: 3, stride: 2 }, [1, 64, 27, 27]],
    [{ kind: 'max', kernel: 2, stride: 2, ceil: true }, [1, 64, 28, 28]],
    [{ kind: 'mean', outputSize: 6 }, [1, 64, 6, 6]],
  ])('pool %j', (attributes, expected) => {
    expect(infer('pool', [image(1, 64, 55)], attributes)).toEqual([expected]);
  });

  it('attention: heads split, multiply and merge', () => {
    const [heads] = findOperator('split-heads').inferShapes({
      inputs: [tokens(2, 5, 12)],
      attributes: { heads: 3 },
    });
    expect(sizes(heads)).toEqual([2, 3, 5, 4]);
    const pair = [heads ?? [], heads ?? []];
    expect(infer('matmul', pair, { transposeB: true })).toEqual([[2, 3, 5, 5]]);
    expect(infer('merge-heads', [heads ?? []])).toEqual([[2, 5, 12]]);
  });

  it.each([
    ['concat', [image(1, 3, 4), image(1, 5, 4)], { axis: 'channels' }, [1, 8, 4, 4]],
    ['flatten', [image(2, 3, 4)], {}, [2, 48]],
    ['image-to-tokens', [image(2, 3, 4)], {}, [2, 16, 3]],
    ['take-tokens', [tokens(2, 5, 12)], { count: 1, squeeze: true }, [2, 12]],
    ['prepend-parameter', [tokens(2, 5, 12)], {}, [2, 6, 12]],
    ['embedding', [tokens(2, 5, 1).slice(0, 2)], { entries: 9, features: 4 }, [2, 5, 4]],
    ['cross-entropy', [tokens(2, 5, 12)], {}, []],
  ] as const)('%s', (name, inputs, attributes, expected) => {
    expect(infer(name, inputs, attributes)).toEqual([expected]);
  });
});

describe('shape errors', () => {
  it.each([
    ['conv2d', [image(1, 3, 4)], { outChannels: 8, kernel: 5 }, 'window of 5 does not fit'],
    ['conv2d', [image(1, 3, 4)], { outChannels: 8, kernel: 1, groups: 2 }, 'split into 2 groups'],
    ['conv2d', [tokens(1, 3, 4)], { outChannels: 8, kernel: 1 }, 'batch × channels'],
    ['conv2d', [image(1, 3, 4)], { outChannels: -8, kernel: 1 }, '"outChannels" is wrong'],
    ['conv2d', [image(1, 3, 4)], { outChannels: 8, kernel: 1, typo: 1 }, '"typo" is wrong'],
    ['matmul', [tokens(1, 3, 4), tokens(1, 3, 4)], {}, 'cannot be multiplied'],
    ['elementwise', [image(1, 3, 4), image(1, 4, 4)], { kind: 'add' }, 'differ in shape'],
    ['elementwise', [image(1, 3, 4)], { kind: 'add' }, 'at least 2 inputs'],
    ['split-heads', [tokens(1, 3, 10)], { heads: 3 }, 'cannot be split into 3 heads'],
    ['split', [tokens(1, 3, 10)], { axis: 'features', parts: 3 }, '3 equal parts'],
    ['split', [tokens(1, 3, 10)], { axis: 'colour', parts: 2 }, 'no axis "colour"'],
    ['take-tokens', [tokens(1, 3, 10)], { count: 4 }, 'takes 4 tokens of 3'],
    ['linear', [[]], { outFeatures: 3 }, 'scalar'],
    ['pool', [image(1, 3, 4)], { kind: 'max' }, 'kernel or an outputSize'],
  ] as const)('%s: %#', (name, inputs, attributes, sentence) => {
    expect(() => infer(name, inputs, attributes)).toThrow(sentence);
  });

  it('the builder names the layer', () => {
    const graph = new GraphBuilder();
    const input = graph.input('image', image(1, 3, 4));
    expect(() =>
      graph.apply('conv2d', 'features.3', [input], { outChannels: 8, kernel: 5 }),
    ).toThrow('Layer "features.3" (conv2d): its window of 5');
  });

  it('an unknown operator is named', () => {
    expect(() => findOperator('convolve')).toThrow('no operator "convolve"');
  });
});

describe('cost', () => {
  const conv = { outChannels: 64, kernel: 3, padding: 1, bias: true };

  it('convolution by hand: 2·56·56 places × 64 × 64 × 9 MACs, one addition per output for the bias', () => {
    const forward = cost('conv2d', 'forward', [image(2, 64, 56)], conv);
    const outputs = 2 * 64 * 56 * 56;
    expect(forward).toMatchObject({
      macs: outputs * 64 * 9,
      otherFlops: outputs,
      flops: 2 * outputs * 64 * 9 + outputs,
      bytesRead: 4 * (outputs + 64 * 64 * 9 + 64),
      bytesWritten: 4 * outputs,
      launches: 1,
    });
  });

  it('linear by hand: both gradients have the MACs of the forward pass', () => {
    const input = [tokens(2, 5, 12)];
    const attributes = { outFeatures: 7 };
    for (const pass of ['forward', 'backwardData', 'backwardWeights'] as const) {
      expect(cost('linear', pass, input, attributes).macs).toBe(10 * 12 * 7);
    }
    expect(cost('linear', 'backwardWeights', input, attributes).products).toEqual([
      { problem: { op: 'matmul', m: 7, n: 12, k: 10, precision: 'f32' }, repeats: 1 },
    ]);
  });

  it('batch norm reads its input twice in training, once at inference', () => {
    const input = [image(1, 3, 4)];
    const bytes = (training: boolean) =>
      cost('batch-norm', 'forward', input, {}, training).bytesRead;
    expect(bytes(true) - bytes(false)).toBe(4 * 48);
  });

  it('dropout costs nothing at inference', () => {
    expect(cost('dropout', 'forward', [image(1, 3, 4)], { rate: 0.5 }).flops).toBe(0);
    expect(cost('dropout', 'forward', [image(1, 3, 4)], { rate: 0.5 }, true).flops).toBe(96);
  });

  it('a mean over 55 pixels in 6 places visits each window of PyTorch', () => {
    // ⌈(i+1)·55/6⌉ − ⌊i·55/6⌋ is 10 for each of the six places.
    const pool = cost('pool', 'forward', [image(1, 1, 55)], { kind: 'mean', outputSize: 6 });
    expect(pool.otherFlops).toBe(60 * 60);
  });

  it('views cost nothing', () => {
    for (const operator of listOperators().filter((each) => each.view)) {
      const attributes: Partial<Record<string, Attributes>> = {
        'split-heads': { heads: 2 },
        split: { axis: 'features', parts: 2 },
        'split-features': { sizes: [3, 5] },
        'unused-copies': { copies: 2, parameters: 10 },
        reshape: { sizes: [4, 8] },
      };
      const inputs = [tokens(1, 4, 8)];
      const chosen = attributes[operator.name] ?? {};
      expect(cost(operator.name, 'forward', inputs, chosen).launches).toBe(0);
    }
  });

  it('the MACs of a convolution equal those of its problem for any shape, square or not', () => {
    const side = fc.integer({ min: 8, max: 40 });
    const small = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.tuple(small, small),
        fc.tuple(small, small),
        fc.constantFrom(1, 2, 4),
        (height, width, kernel, stride, groups) => {
          const attributes = { outChannels: 8, kernel, stride, groups };
          const inputs = [image(2, 4, height, width)];
          const [output] = infer('conv2d', inputs, attributes);
          const elements = (output ?? []).reduce((product, each) => product * each, 1);
          const expected = (elements * 4 * kernel[0] * kernel[1]) / groups;
          const forward = cost('conv2d', 'forward', inputs, attributes);
          expect(forward.macs).toBe(expected);
          for (const { problem, repeats } of forward.products) {
            expect(problemMacs(problem) * repeats).toBe(expected);
          }
        },
      ),
    );
  });
});
