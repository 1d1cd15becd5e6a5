import { describe, expect, it } from 'vitest';
import { standInsFor } from './stand-ins.ts';

const measured = [
  'product A·Bᵀ f32',
  'conv2d pointwise f32',
  'elementwise add f32',
  'copy write along f32',
  'sparse csr f32',
  'quantized int8-weights f32',
];
const families = (family: string) => standInsFor(family, measured).map((each) => each.family);

describe('standInsFor', () => {
  it('takes the plain product for one with a function behind it', () => {
    expect(families('product A·Bᵀ with gelu f32')[0]).toBe('product A·Bᵀ f32');
  });

  it('lets nothing stand in for compressed weights, nor them for anything', () => {
    expect(families('sparse block-16 f32')).toEqual([]);
    expect(families('quantized-vector int8-weights f32')).toEqual([]);
    for (const family of ['softmax f32', 'product A·B f32', 'copy write along windows f32']) {
      expect(families(family).filter((each) => /^(sparse|quantized)/.test(each))).toEqual([]);
    }
  });

  it('takes plain copies for those of windows', () => {
    expect(families('copy write along windows f32')[0]).toBe('copy write along f32');
  });
});
