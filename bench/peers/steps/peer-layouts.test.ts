import { describe, expect, it } from 'vitest';
import { stepNetwork } from './networks.ts';
import { peerLayouts } from './peer-layouts.ts';
import { transposed } from './transposed.ts';

describe('peerLayouts', () => {
  it('moves the filters of a convolution', () => {
    const layouts = peerLayouts(stepNetwork('digits-cnn').graph);
    expect(layouts.get('features.1.0.weight')).toEqual({
      sizes: [32, 16, 3, 3],
      order: [2, 3, 1, 0],
      shape: [3, 3, 16, 32],
    });
    expect(layouts.get('features.1.1.weight')?.order).toEqual([0]);
  });

  it('reads flattened images with their channels last', () => {
    const layouts = peerLayouts(stepNetwork('digits-cnn').graph);
    const layout = layouts.get('classifier.weight');
    if (layout === undefined) throw new Error('The classifier has a weight.');
    expect(layout.sizes).toEqual([10, 48, 7, 7]);
    expect(layout.shape).toEqual([2352, 10]);
    // Feature (channel 5, row 2, column 3) of class 4.
    const ours = new Float32Array(10 * 2352);
    ours[4 * 2352 + (5 * 7 + 2) * 7 + 3] = 1;
    const theirs = transposed(ours, layout.sizes, layout.order);
    expect(theirs.indexOf(1)).toBe(((2 * 7 + 3) * 48 + 5) * 10 + 4);
  });

  it('turns linear weights and leaves vectors alone', () => {
    const layouts = peerLayouts(stepNetwork('transformer-block').graph);
    expect(layouts.get('layer.mlp.0.weight')).toEqual({
      sizes: [1024, 256],
      order: [1, 0],
      shape: [256, 1024],
    });
    expect(layouts.get('layer.mlp.0.bias')?.shape).toEqual([1024]);
  });
});
