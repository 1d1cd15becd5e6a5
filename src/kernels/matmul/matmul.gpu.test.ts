// Every product on a real adapter: awkward shapes, every tunable variant, and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { MatmulProblem } from '../../shared/problem.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

function problem(m: number, n: number, k: number, precision: 'f32' | 'f16'): MatmulProblem {
  return { op: 'matmul', m, n, k, precision };
}

const kernels = kernelsFor('matmul').map((kernel) => kernel.id);
const precisions = ['f32', 'f16'] as const;
const shapes = [
  { shape: 'one element', m: 1, n: 1, k: 1 },
  { shape: 'odd', m: 7, n: 5, k: 3 },
  { shape: 'tall', m: 150, n: 2, k: 37 },
  { shape: 'wide', m: 2, n: 150, k: 10 },
  { shape: 'whole tiles', m: 128, n: 128, k: 64 },
];

describe.each(precisions)('matmul in %s', (precision) => {
  describe.each(kernels)('%s', (id) => {
    const kernel = kernelById(id);

    it.for(shapes)('$shape: $m × $n × $k', async ({ m, n, k }, { skip }) => {
      const asked = problem(m, n, k, precision);
      const [variant = {}] = kernel.variants(asked);
      const reason = kernel.unsupported(asked, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, asked, variant)).toMatchObject({ verified: true });
    });

    it.for(kernel.variants(problem(36, 68, 20, precision)))(
      'with %o',
      async (variant, { skip }) => {
        const asked = problem(36, 68, 20, precision);
        const reason = kernel.unsupported(asked, variant, session.traits);
        if (reason !== undefined) skip(reason);
        expect(await verifyOn(session, kernel, asked, variant, 3)).toMatchObject({
          verified: true,
        });
      },
    );
  });
});

describe('verification catches', () => {
  const asked = problem(33, 36, 20, 'f32');
  it.each([
    ['matmul/naive', 'a dropped last product', 'k < K;', 'k < K - 1;'],
    ['matmul/naive', 'a swapped stride', 'a[row * K + k]', 'a[row * M + k]'],
    ['matmul/register-tile', 'a dropped turn', 'turn < K / UNROLL_K', 'turn < K / UNROLL_K - 1'],
    ['matmul/register-tile', 'a swapped stride', 'b[k * N + column]', 'b[k * M + column]'],
    ['matmul/register-tile', 'a column off by one', 'firstColumn + 1 *', 'firstColumn + 2 *'],
    ['matmul/block-tile', 'a dropped block', 'turn < (K + BLOCK_K - 1) /', 'turn < K /'],
    ['matmul/block-tile', 'a transposition off by one', '(k * 4 + 1) *', '(k * 4 + 2) *'],
    ['matmul/block-tile', 'swapped invocations', 'let x = index % ', 'let x = index / '],
  ])('%s: %s', async (id, _, find, replacement) => {
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const [variant = {}] = broken.variants(asked);
    const report = await verifyOn(session, broken, asked, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
