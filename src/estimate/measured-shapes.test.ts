import { describe, expect, it } from 'vitest';
import { measured, product, testProfile } from '../shared/result/profile.fixture.ts';
import { measuredShapes } from './measured-shapes.ts';

describe('measuredShapes', () => {
  const work = (ms: number) => ({ ms, flops: 1e9, bytes: 1e6 });
  const ratesOf = (...measurements: ReturnType<typeof measured>[]) =>
    measuredShapes(testProfile({ measurements }), 'f16')
      .get('matmul')
      ?.map(({ used }) => used.flopsPerSecond.value);

  it('keeps the fastest kernel of each shape', () => {
    const slow = measured('matmul/naive', product(64, 'f16'), work(10));
    const fast = measured('matmul/block-tile', product(64, 'f16'), work(5));
    const other = measured('matmul/naive', product(32, 'f16'), work(1));
    expect(ratesOf(slow, fast, other)).toEqual([2e11, 1e12]);
  });

  it('leaves out kernels that sum in f16, and other precisions', () => {
    const half = {
      ...measured('matmul/naive', product(64, 'f16'), work(1)),
      parameters: { accumulatorBits: 16 },
    };
    const single = measured('matmul/naive', product(64), work(1));
    const kept = measured('matmul/naive', product(64, 'f16'), work(4));
    expect(ratesOf(half, single, kept)).toEqual([2.5e11]);
    expect(ratesOf(half)).toBeUndefined();
  });
});
