// Every product on a real adapter: awkward shapes, transposed operands, batches, epilogues, every tunable variant,
// and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { problemLabel, type MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

type Features = Omit<MatmulProblem, 'op' | 'm' | 'n' | 'k'>;

function product(m: number, n: number, k: number, features: Partial<Features> = {}): MatmulProblem {
  return { op: 'matmul', m, n, k, precision: 'f32', ...features };
}

const everything = { bias: true, activation: 'gelu', residual: true } as const;

const problems: readonly MatmulProblem[] = [
  product(1, 1, 1),
  product(7, 5, 3),
  product(9, 11, 1),
  product(200, 3, 17),
  product(3, 200, 17),
  product(129, 130, 131),
  product(36, 68, 72),
  product(9, 14, 75, { transpose: 'a', batch: 3 }),
  product(9, 14, 75, { transpose: 'b', batch: 3 }),
  product(36, 40, 68, { transpose: 'a' }),
  product(36, 40, 68, { transpose: 'b', batch: 2 }),
  product(5, 9, 70, { bias: true, activation: 'relu' }),
  product(12, 20, 68, { residual: true }),
  product(12, 20, 68, { ...everything, batch: 3 }),
  product(5, 9, 70, { ...everything, transpose: 'b' }),
];

/** Products with a vector, which have kernels of their own. */
const vectorProblems: readonly MatmulProblem[] = [
  product(1, 1, 300),
  product(1, 70, 133),
  product(70, 1, 133),
  product(1, 260, 520, { transpose: 'b', batch: 2 }),
  product(260, 1, 520, { batch: 2 }),
  product(260, 1, 520, { transpose: 'a' }),
  product(1, 70, 33, { transpose: 'b' }),
  product(1, 72, 64, { ...everything, batch: 3 }),
  product(71, 1, 64, { ...everything, batch: 3 }),
];

function isVector({ m, n }: MatmulProblem): boolean {
  return m === 1 || n === 1;
}

const kernels = kernelsFor('matmul').map((kernel) => kernel.id);
const precisions = ['f32', 'f16'] as const;

/** Variants of both accumulations with the first tunables otherwise. */
function firstVariants(kernel: KernelDescriptor, problem: MatmulProblem): readonly Tunables[] {
  const variants = kernel
    .variants(problem)
    .filter((variant) => kernel.unsupported(problem, variant, session.traits) === undefined);
  return [32, 16].flatMap(
    (bits) => variants.find((variant) => variant['accumulatorBits'] === bits) ?? [],
  );
}

describe.each(precisions)('matmul in %s', (precision) => {
  describe.each(kernels)('%s', (id) => {
    const kernel = kernelById(id);

    it.for(
      [...problems, ...vectorProblems].map((problem) => {
        const asked = { ...problem, precision };
        return { label: problemLabel(asked), asked };
      }),
    )('$label', async ({ asked }, { skip }) => {
      const variants = firstVariants(kernel, asked);
      if (variants.length === 0) skip('It refuses this problem here.');
      for (const variant of variants) {
        expect(await verifyOn(session, kernel, asked, variant)).toMatchObject({ verified: true });
      }
    });
  });
});
