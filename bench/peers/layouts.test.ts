import { describe, expect, it } from 'vitest';
import type { Conv2dProblem } from '../../src/shared/problem.ts';
import { imagesToNhwc, positionIn, weightsToHwio } from './layouts.ts';

const problem: Conv2dProblem = {
  op: 'conv2d',
  batch: 2,
  inChannels: 3,
  height: 2,
  width: 2,
  outChannels: 2,
  kernelHeight: 1,
  kernelWidth: 2,
  stride: 1,
  padding: 1,
  groups: 1,
  precision: 'f32',
};

const counted = (length: number) => Float32Array.from({ length }, (_, index) => index);

describe('layouts', () => {
  it('put the channels of a pixel side by side', () => {
    const images = imagesToNhwc(counted(24), problem);
    // Image 1, row 1, column 0: the third pixel of its planes.
    expect([...images.subarray(12 + 6, 12 + 9)]).toEqual([12 + 2, 12 + 6, 12 + 10]);
  });

  it('put the outputs of a tap side by side', () => {
    const weights = weightsToHwio(counted(12), problem);
    // Tap 1 of input channel 2, for both outputs.
    expect([...weights.subarray(10, 12)]).toEqual([5, 11]);
  });

  it('find an element of a result with its channels last', () => {
    // The result is 2 × 2 × 4 × 3: image 1, channel 1, row 3, column 2 is the last of both.
    expect(positionIn('NHWC', problem, 47)).toBe(47);
    expect(positionIn('NHWC', problem, 12)).toBe(1);
    expect(positionIn('NHWC', problem, 1)).toBe(2);
    expect(positionIn('NCHW', problem, 1)).toBe(1);
  });
});
