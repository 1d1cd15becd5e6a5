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

/** What compressed weights are read by, at sizes that fill no block, word or vector. */
const compressed: readonly Problem[] = [
  { op: 'quantize-rows', rows: 5, columns: 37, precision: 'f32' },
  { op: 'quantize-rows', rows: 5, columns: 36, precision: 'f16' },
  { op: 'quantized-matmul', m: 3, n: 5, k: 37, precision: 'i8', scheme: 'int8' },
  { op: 'quantized-matmul', m: 3, n: 5, k: 37, precision: 'f16', scheme: 'int8-weights' },
  {
    op: 'quantized-matmul',
    m: 3,
    n: 5,
    k: 48,
    precision: 'f32',
    scheme: 'int4-weights',
    groupSize: 16,
  },
  { op: 'sparse-matmul', m: 37, n: 3, k: 50, precision: 'f16', format: 'csr', density: 0.3 },
  { op: 'sparse-matmul', m: 37, n: 3, k: 50, precision: 'f32', format: 'block-16', density: 0.3 },
];

const distilled: Problem = {
  ...{ op: 'soft-cross-entropy', rows: 5, columns: 10, temperature: 4, softWeight: 0.5 },
  precision: 'f16',
};

const integers = {
  ...device,
  languageFeatures: new Set(['packed_4x8_integer_dot_product']),
};

it.each([...fused, ...compressed, distilled])(
  'every kernel counts the same bytes: %j',
  (problem) => {
    const bytes = problemBytes(problem);
    const plans = kernelsFor(problem.op).flatMap((kernel) =>
      kernel
        .variants(problem)
        .filter((tunables) => kernel.unsupported(problem, tunables, integers) === undefined)
        .map((tunables) => kernel.plan(problem, tunables)),
    );
    expect(plans.length).toBeGreaterThan(0);
    expect(new Set(plans.map((plan) => plan.bytes))).toEqual(new Set([bytes]));
  },
);
