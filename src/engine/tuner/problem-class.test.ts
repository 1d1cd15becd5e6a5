import { describe, expect, it } from 'vitest';
import type { Conv2dProblem, MatmulProblem, RearrangeProblem } from '../../shared/problem.ts';
import { problemClass, problemDistance } from './problem-class.ts';

const product: MatmulProblem = { op: 'matmul', m: 1024, n: 1024, k: 1024, precision: 'f32' };
const convolution: Conv2dProblem = {
  op: 'conv2d',
  batch: 1,
  inChannels: 64,
  height: 56,
  width: 56,
  outChannels: 64,
  kernelHeight: 3,
  kernelWidth: 3,
  stride: 1,
  padding: 1,
  groups: 1,
  precision: 'f32',
};

const copy: RearrangeProblem = {
  op: 'rearrange',
  sizes: [32, 12, 64],
  sourceStrides: [768, 64, 1],
  targetStrides: [64, 2048, 1],
  sourceOffset: 0,
  targetOffset: 0,
  sourceLength: 24_576,
  targetLength: 24_576,
  mode: 'write',
  precision: 'f32',
};

describe('problemClass', () => {
  it('joins sizes that round to the same power of two, whatever the order of the fields', () => {
    const alike = { precision: 'f32', k: 1000, n: 1100, m: 900, op: 'matmul' } as const;
    expect(problemClass(alike, 32)).toBe(problemClass(product, 32));
    expect(problemClass({ ...product, m: 512 }, 32)).not.toBe(problemClass(product, 32));
  });

  it('tells small sizes apart, and precision, layout and sum', () => {
    const classes = [
      problemClass(convolution, 32),
      problemClass({ ...convolution, kernelWidth: 5 }, 32),
      problemClass({ ...convolution, stride: 2 }, 32),
      problemClass({ ...convolution, precision: 'f16' }, 32),
      problemClass({ ...convolution, precision: 'f16' }, 16),
      problemClass(product, 32),
      problemClass({ ...product, transpose: 'b' }, 32),
    ];
    expect(new Set(classes).size).toBe(classes.length);
  });
});

describe('lists', () => {
  it('round entry by entry in the name of a class', () => {
    expect(problemClass(copy, 0)).toMatch(/ sizes=32x12x64 .*sourceStrides=1024x64x1 /);
    expect(problemClass({ ...copy, sizes: [33, 12, 65] }, 0)).toBe(problemClass(copy, 0));
    expect(problemClass({ ...copy, sizes: [32, 13, 64] }, 0)).not.toBe(problemClass(copy, 0));
  });

  it('are compared entry by entry, and only with lists as long', () => {
    expect(problemDistance(copy, { ...copy })).toBe(0);
    expect(problemDistance(copy, { ...copy, sizes: [64, 12, 32] })).toBe(2);
    expect(problemDistance(copy, { ...copy, sourceStrides: [768, 64, 0] })).toBe(1);
    expect(problemDistance(copy, { ...copy, sizes: [32, 12] })).toBe(Infinity);
    expect(problemDistance(copy, { ...copy, mode: 'add' })).toBe(Infinity);
  });
});

describe('problemDistance', () => {
  it('is zero for the same problem and grows with the ratio of sizes, both ways alike', () => {
    expect(problemDistance(product, product)).toBe(0);
    expect(problemDistance(product, { ...product, m: 2048 })).toBe(1);
    expect(problemDistance(product, { ...product, m: 512, n: 512 })).toBe(2);
    expect(problemDistance({ ...product, m: 512 }, product)).toBe(1);
  });

  it('looks past the epilogue, and at padding of zero', () => {
    expect(problemDistance(product, { ...product, bias: true, activation: 'gelu' })).toBe(0);
    expect(problemDistance(convolution, { ...convolution, padding: 0 })).toBe(1);
  });

  it('is infinite between operations, layouts, depthwise and other convolutions, vectors and matrices', () => {
    expect(problemDistance(product, convolution)).toBe(Infinity);
    expect(problemDistance(product, { ...product, transpose: 'a' })).toBe(Infinity);
    expect(problemDistance(product, { ...product, precision: 'f16' })).toBe(Infinity);
    expect(problemDistance(convolution, { ...convolution, groups: 64 })).toBe(Infinity);
    expect(problemDistance(product, { ...product, m: 1 })).toBe(Infinity);
  });
});
