// What the predictor counts as traffic is what the kernels count, or their rates would not be those of one surface.
import { describe, expect, it } from 'vitest';
import { trainingBlocks } from '../engine/suites/training-blocks.ts';
import { networkBlocks } from '../engine/suites/network-blocks.ts';
import type { Problem } from '../shared/problem.ts';
import { problemBytes } from '../shared/problem/problem-bytes.ts';
import { largeDevice as device } from './device-traits.fixture.ts';
import { kernelsFor } from './registry.ts';

const blocks = [
  ...trainingBlocks('f32'),
  ...trainingBlocks('f16'),
  ...networkBlocks(new Set(['shader-f16']), new Set()),
];

describe.each(blocks)('$title', ({ ladder }) => {
  it.each(ladder.slice(0, 3).map((problem) => ({ problem, name: JSON.stringify(problem) })))(
    '$name',
    ({ problem }) => {
      const bytes = problemBytes(problem);
      if (bytes === undefined) return;
      for (const kernel of kernelsFor(problem.op)) {
        const tunables = kernel
          .variants(problem)
          .find((each) => kernel.unsupported(problem, each, device) === undefined);
        if (tunables === undefined) continue;
        expect(kernel.plan(problem, tunables).bytes, kernel.id).toBe(bytes);
      }
    },
  );
});

const convolution = {
  op: 'conv2d',
  ...{ batch: 2, inChannels: 4, outChannels: 8, height: 6, width: 6, stride: 1, padding: 1 },
  ...{ kernelHeight: 3, kernelWidth: 3, groups: 1 },
  precision: 'f32',
} as const;
const fused: readonly Problem[] = [
  { ...convolution, bias: true, activation: 'relu' },
  { ...convolution, activation: 'relu' },
  { ...convolution, bias: true, kernelHeight: 1, kernelWidth: 1, padding: 0 },
];

it.each(fused)('a fused convolution reads its bias: %j', (problem) => {
  const bytes = problemBytes(problem);
  for (const kernel of kernelsFor(problem.op)) {
    for (const tunables of kernel.variants(problem)) {
      if (kernel.unsupported(problem, tunables, device) !== undefined) continue;
      expect(kernel.plan(problem, tunables).bytes, kernel.id).toBe(bytes);
    }
  }
});
