// Dropout on a real adapter: rates, groups, variants, seeds, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { DropoutProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('dropout/map');
const shapes = [
  { name: 'one value', elements: 1, group: 1, rate: 0.5 },
  { name: 'odd', elements: 1001, group: 1, rate: 0.1 },
  { name: 'whole vectors', elements: 4096, group: 1, rate: 0.2 },
  { name: 'nearly everything', elements: 1000, group: 1, rate: 0.999 },
  { name: 'examples of whole vectors', elements: 640, group: 64, rate: 0.3 },
  { name: 'odd examples', elements: 84, group: 21, rate: 0.5 },
];

describe.each(['f32', 'f16'] as const)('dropout/map in %s', (precision) => {
  it.for(shapes)('$name', async ({ elements, group, rate }, { skip }) => {
    const problem: DropoutProblem = { op: 'dropout', elements, group, rate, precision };
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });

  const usual = { op: 'dropout', elements: 2400, group: 3, rate: 0.4, precision } as const;
  it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
    const reason = kernel.unsupported(usual, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
  });
});

describe('a grid that is folded', () => {
  it('leaves the last value alone', async () => {
    // 32,769 workgroups: one more than a row of the grid has, so that 32,767 are to spare.
    const problem = {
      op: 'dropout',
      elements: 64 * 32_769,
      group: 1,
      rate: 0.5,
      precision: 'f32',
    } as const;
    const variant = { vectorWidth: 1, workgroupSize: 64, vectors: 1 };
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });
});

const usual = { op: 'dropout', elements: 1200, group: 1, rate: 0.5, precision: 'f32' } as const;

describe('verification catches', () => {
  it.each([
    ['a seed whose second word is ignored', 'hash(seed.y ^ hash(seed.x))', 'hash(seed.x)'],
    ['values that are not enlarged', 'select(FACTOR, 0.0', 'select(1.0, 0.0'],
    ['one draw for four values', '(element * 4 + 2, stream)', '(element * 4, stream)'],
    ['another share', '< THRESHOLD', '< THRESHOLD - (THRESHOLD >> 5u)'],
  ] as const)('%s', async (_, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const [variant = {}] = broken.variants(usual);
    expect((await verifyOn(session, broken, usual, variant)).verified).toBe(false);
  });

  it.each([
    [0x5eed, 2],
    [0x5eee, 1],
  ])('draws of the seed %i, %i', async (...values) => {
    const other = withPlan(kernel, (plan) => ({
      ...plan,
      buffers: plan.buffers.map((buffer) =>
        buffer.role === 'uniform' ? { ...buffer, values } : buffer,
      ),
    }));
    const [variant = {}] = other.variants(usual);
    expect((await verifyOn(session, other, usual, variant)).verified).toBe(false);
  });
});
