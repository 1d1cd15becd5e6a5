// What the predictor counts as traffic is what the kernels count, or their rates would not be those of one surface.
import { describe, expect, it } from 'vitest';
import { trainingBlocks } from '../engine/suites/training-blocks.ts';
import { networkBlocks } from '../engine/suites/network-blocks.ts';
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
