// Every product with pruned weights on a real adapter: awkward shapes, densities from one element to all,
// uneven rows, every tunable variant, and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { SparseMatmulProblem } from '../../shared/problem.ts';
import type { BufferSpec, KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

type Format = SparseMatmulProblem['format'];

const kernelIds = { csr: 'sparse/csr', 'block-16': 'sparse/block-16' } as const;
const formats: readonly Format[] = ['csr', 'block-16'];
const precisions = ['f32', 'f16'] as const;

const shapes = [
  { shape: 'one element', m: 1, n: 1, k: 1, density: 1 },
  { shape: 'odd, one stored in each row', m: 7, n: 5, k: 33, density: 1e-6 },
  { shape: 'tall, times a vector', m: 150, n: 1, k: 77, density: 0.4 },
  { shape: 'wide', m: 2, n: 150, k: 50, density: 0.3 },
  { shape: 'nothing pruned', m: 33, n: 40, k: 35, density: 1 },
  { shape: 'whole tiles', m: 64, n: 128, k: 64, density: 0.5 },
];

async function check(
  kernel: KernelDescriptor,
  problem: SparseMatmulProblem,
  variant: Tunables,
): Promise<string | undefined> {
  const reason = kernel.unsupported(problem, variant, session.traits);
  if (reason !== undefined) return reason;
  expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  return undefined;
}

/** Half precision is summed in f32 and in f16. */
function firstOfEachAccumulator(variants: readonly Tunables[]): readonly Tunables[] {
  return variants.filter(
    ({ accumulatorBits }, index) =>
      variants.findIndex((other) => other['accumulatorBits'] === accumulatorBits) === index,
  );
}

/** The same stored elements in rows that grow from none to twice the average. */
function uneven(buffer: BufferSpec, stored: number): BufferSpec {
  if (buffer.role !== 'input' || buffer.name !== 'rows') return buffer;
  const { length } = buffer;
  const offset = (row: number) => Math.floor(stored * (row / (length - 1)) ** 2);
  return { ...buffer, contents: () => Uint32Array.from({ length }, (_, row) => offset(row)) };
}

describe.each(precisions)('products with pruned weights in %s', (precision) => {
  describe.each(formats)('%s', (format) => {
    const kernel = kernelById(kernelIds[format]);

    it.for(shapes)('$shape: $m × $n × $k', async ({ m, n, k, density }, { skip }) => {
      const problem = { op: 'sparse-matmul', m, n, k, precision, format, density } as const;
      for (const variant of firstOfEachAccumulator(kernel.variants(problem))) {
        const reason = await check(kernel, problem, variant);
        if (reason !== undefined) skip(reason);
      }
    });

    it.for([1, 24])('rows of uneven length, some empty, times %i columns', async (n, { skip }) => {
      const shape = { m: 90, n, k: 130, density: 0.3 };
      const problem = { op: 'sparse-matmul', ...shape, precision, format } as const;
      const [variant = {}] = kernel.variants(problem);
      const changed = withPlan(kernel, (plan) => {
        const columns = plan.buffers.find(({ name }) => name === 'columns');
        const stored = columns?.role === 'input' ? columns.length : 0;
        return { ...plan, buffers: plan.buffers.map((buffer) => uneven(buffer, stored)) };
      });
      const reason = await check(changed, problem, variant);
      if (reason !== undefined) skip(reason);
    });

    describe.runIf(FULL).each([1, 3, 70])('every variant times %i columns', (n) => {
      const shape = { m: 100, n, k: 200, density: 0.35 };
      const problem = { op: 'sparse-matmul', ...shape, precision, format } as const;
      it.for(kernel.variants(problem))('%o', async (variant, { skip }) => {
        const reason = await check(kernel, problem, variant);
        if (reason !== undefined) skip(reason);
      });
    });
  });
});

describe('verification catches', () => {
  it.each([
    ['csr', 24, 'a wrong column', 'columns[element1]', 'columns[element0]'],
    ['csr', 24, 'a dropped last element', 'M - 1) + 1];', 'M - 1) + 1] - 1;'],
    ['csr', 24, 'an element beyond the row', /first \+ \d \* SLICES < end/g, 'true'],
    ['csr', 1, 'a lost slice', 'slice < SLICES', 'slice < SLICES / 2'],
    ['csr', 1, 'swapped slices', 'turn * STEP + local.y', 'turn * STEP'],
    ['block-16', 24, 'a wrong block', 'columns[block]', 'columns[start]'],
    ['block-16', 24, 'a dropped last block', 'block >= end', 'block + 1 >= end'],
    ['block-16', 24, 'a transposed block', '16 + k) * 4 +', '16 + (k + 4) % 16) * 4 +'],
    ['block-16', 24, 'a row read twice', 'fma(a0[1],', 'fma(a0[0],'],
    ['block-16', 1, 'a lost slice', 'slice < SLICES', 'slice < SLICES / 2'],
  ] as const)('%s times %i columns: %s', async (format, n, _, find, replacement) => {
    const shape = { m: 33, n, k: 90, density: 0.39 };
    const problem = { op: 'sparse-matmul', ...shape, precision: 'f32', format } as const;
    const broken = withPlantedBug(kernelById(kernelIds[format]), find, replacement);
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
