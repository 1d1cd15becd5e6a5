// Sums on a real adapter: shapes of both kernels, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { SumProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const shapes = [
  { name: 'one value', shape: { outer: 1, columns: 1, inner: 1 } },
  { name: 'a single row', shape: { outer: 1, columns: 37, inner: 1 } },
  { name: 'odd', shape: { outer: 7, columns: 5, inner: 9 } },
  { name: 'whole vectors', shape: { outer: 3, columns: 8, inner: 64 } },
  { name: 'a total', shape: { outer: 5000, columns: 1, inner: 1 } },
  { name: 'long channels in shares', shape: { outer: 2, columns: 3, inner: 4100 } },
  { name: 'rows in shares', shape: { outer: 333, columns: 12, inner: 1 } },
  { name: 'odd rows in shares', shape: { outer: 101, columns: 11, inner: 1 } },
  { name: 'a vocabulary', shape: { outer: 2, columns: 50_257, inner: 1 } },
  { name: 'products', shape: { outer: 9, columns: 6, inner: 20, product: true } },
  { name: 'products of rows', shape: { outer: 50, columns: 24, inner: 1, product: true } },
];

function variantsOf(problem: SumProblem) {
  return kernelsFor('sum').flatMap((kernel) =>
    kernel.variants(problem).map((variant) => ({ kernel: kernel.id, variant })),
  );
}

describe.each(['f32', 'f16'] as const)('sum in %s', (precision) => {
  it.for(shapes)('$name', async ({ shape }, { skip }) => {
    const problem: SumProblem = { op: 'sum', ...shape, precision };
    let ran = 0;
    for (const kernel of kernelsFor('sum')) {
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (precision === 'f16' && !session.traits.features.has('shader-f16')) skip(reason);
      if (reason !== undefined) continue;
      ran++;
      const report = await verifyOn(session, kernel.id, problem, variant);
      expect(report, kernel.id).toMatchObject({ verified: true });
    }
    expect(ran).toBeGreaterThan(0);
  });

  const usual: readonly SumProblem[] = [
    { op: 'sum', outer: 2, columns: 3, inner: 2052, precision },
    { op: 'sum', outer: 260, columns: 20, inner: 1, precision },
  ];
  it.for(usual.flatMap((problem) => variantsOf(problem).map((each) => ({ problem, ...each }))))(
    '$kernel with $variant',
    async ({ problem, kernel, variant }, { skip }) => {
      const reason = kernelById(kernel).unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      const report = await verifyOn(session, kernel, problem, variant, 3);
      expect(report).toMatchObject({ verified: true });
    },
  );
});

describe('verification catches', () => {
  const images = { op: 'sum', outer: 3, columns: 3, inner: 2733, precision: 'f32' } as const;
  const rows = { op: 'sum', outer: 101, columns: 12, inner: 1, precision: 'f32' } as const;
  const products = { ...rows, product: true } as const;
  it.each([
    ['channels', images, 'a value that counts twice', /< STEPS\)/g, '<= STEPS)'],
    ['channels', images, 'a dropped turn', 'turn < TURNS', 'turn < TURNS - 1'],
    ['channels', images, 'the neighbour’s channel', '* CHANNELS + channel)', '* CHANNELS)'],
    ['channels', images, 'a lane left out', 'lane < half', 'lane < half / 2'],
    ['channels', images, 'a share left out', 'part1 < PARTS', 'part1 < 1'],
    ['columns', rows, 'a row that counts twice', /< ROWS\)/g, '<= ROWS)'],
    ['columns', rows, 'a share left out', 'part0 < PARTS', 'part0 < 0'],
    ['columns', products, 'a factor left out', '* Value(other[place])', ''],
  ] as const)('%s, %o: %s', async (name, problem, _, find, replacement) => {
    const kernel: KernelDescriptor = kernelById(`sum/${name}`);
    const broken = withPlantedBug(kernel, find, replacement);
    const variant = several(broken, problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });

  /** A variant that cuts its columns into shares. */
  function several(kernel: KernelDescriptor, problem: SumProblem): Tunables {
    const cut = kernel.variants(problem).find(({ parts = 1 }) => parts > 1);
    if (cut === undefined) throw new Error('No variant cuts the columns.');
    return cut;
  }
});
