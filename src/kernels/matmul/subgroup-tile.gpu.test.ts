// The forms of product whose lanes exchange values or load vectors, on a real adapter: awkward shapes, every variant, batches
// and epilogues by way of the shared operands, and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const ids = ['matmul/subgroup-tile', 'matmul/broadcast-tile', 'matmul/vector-tile'] as const;

/** Small tiles of either form with the same code as the large ones: what takes long is compiling. */
const small: Readonly<Record<(typeof ids)[number], Tunables>> = {
  'matmul/subgroup-tile': { lanes: 4, rows: 2, columns: 2, unrollK: 3, teamsX: 8, teamsY: 2 },
  'matmul/broadcast-tile': { lanes: 4, rows: 3, columns: 2, workgroupSize: 64 },
  'matmul/vector-tile': { tileM: 3, tileN: 8, workgroupX: 3, workgroupY: 2 },
};

const shapes: readonly {
  readonly shape: string;
  readonly asked: Omit<MatmulProblem, 'precision'>;
}[] = [
  { shape: 'one element', asked: { op: 'matmul', m: 1, n: 1, k: 1 } },
  { shape: 'odd', asked: { op: 'matmul', m: 7, n: 5, k: 3 } },
  { shape: 'tall', asked: { op: 'matmul', m: 150, n: 2, k: 37 } },
  { shape: 'wide', asked: { op: 'matmul', m: 2, n: 150, k: 11 } },
  { shape: 'whole vectors', asked: { op: 'matmul', m: 29, n: 52, k: 12, batch: 2 } },
  { shape: 'whole tiles', asked: { op: 'matmul', m: 192, n: 160, k: 96 } },
  {
    shape: 'batch of A·Bᵀ',
    asked: { op: 'matmul', m: 19, n: 35, k: 13, batch: 3, transpose: 'b' },
  },
  {
    shape: 'epilogue of Aᵀ·B',
    asked: {
      op: 'matmul',
      m: 33,
      n: 21,
      k: 9,
      transpose: 'a',
      bias: true,
      activation: 'gelu',
      residual: true,
    },
  },
];

/** All variants of the kernel for a problem that the largest of them still fits. */
function variantsOf(kernel: KernelDescriptor, precision: 'f32' | 'f16'): readonly Tunables[] {
  return kernel.variants({ op: 'matmul', m: 1024, n: 1024, k: 64, precision });
}

describe.each(['f32', 'f16'] as const)('in %s', (precision) => {
  describe.each(ids)('%s', (id) => {
    const kernel = kernelById(id);

    it.for(shapes)('$shape', async ({ asked }, { skip }) => {
      const problem = { ...asked, precision };
      const tunables = { ...small[id], accumulatorBits: 32 };
      const reason = kernel.unsupported(problem, tunables, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, tunables)).toMatchObject({ verified: true });
    });

    // The first two, for narrow subgroups and for wider ones, are what the tuner tries first; all of them
    // take minutes on a CPU adapter.
    it.for(FULL ? variantsOf(kernel, precision) : variantsOf(kernel, precision).slice(0, 2))(
      'with %o',
      async (variant, { skip }) => {
        // Whole vectors for the kernel that needs them, ragged edges for the others.
        const odd = id === 'matmul/vector-tile' ? 0 : 1;
        const problem = { op: 'matmul', m: 70, n: 132 + odd, k: 20 + odd, precision } as const;
        const reason = kernel.unsupported(problem, variant, session.traits);
        if (reason !== undefined) skip(reason);
        expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({
          verified: true,
        });
      },
    );
  });
});

describe('verification catches', () => {
  const problem = { op: 'matmul', m: 33, n: 36, k: 22, precision: 'f32' } as const;
  const vectors = { ...problem, k: 20 };
  it.for([
    ['matmul/subgroup-tile', 'a wrong partner', 'quadSwapX(a0)', 'quadSwapY(a0)'],
    ['matmul/subgroup-tile', 'results at the wrong lane', '(lane ^ 3)', '(lane ^ 2)'],
    ['matmul/subgroup-tile', 'a dropped last step', 'turn < 1;', 'turn < 0;'],
    ['matmul/subgroup-tile', 'lanes that share a column', '+ index % SPAN_N', '+ index % LANES'],
    [
      'matmul/broadcast-tile',
      'a wrong giver',
      'subgroupBroadcast(own1, 2)',
      'subgroupBroadcast(own1, 1)',
    ],
    ['matmul/broadcast-tile', 'a dropped turn', 'turn < 5;', 'turn < 4;'],
    ['matmul/broadcast-tile', 'lanes that load the same', 'firstK + lane', 'firstK + lane / 2'],
    ['matmul/vector-tile', 'a wrong step', '(a[2]), b2_0', '(a[2]), b1_0'],
    ['matmul/vector-tile', 'a column off by a vector', 'firstColumn + 4 *', 'firstColumn + 8 *'],
    ['matmul/vector-tile', 'a dropped turn', 'turn < K / 4', 'turn < K / 4 - 1'],
  ] as const)('%s: %s', async ([id, , find, replacement], { skip }) => {
    const asked = id === 'matmul/vector-tile' ? vectors : problem;
    const tunables = { ...small[id], accumulatorBits: 32 };
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const reason = broken.unsupported(asked, tunables, session.traits);
    if (reason !== undefined) skip(reason);
    const report = await verifyOn(session, broken, asked, tunables);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
