// Batch normalization in training, and its gradient, on a real adapter: shapes, every variant, a mean far from 0,
// and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const forward = 'normalization/batch-training';
const backward = 'normalization/batch-gradient';
const operations = {
  [forward]: 'batch-normalization-training',
  [backward]: 'batch-normalization-gradient',
} as const;
type Id = keyof typeof operations;

const shapes = [
  { name: 'two values', batch: 2, channels: 1, inner: 1 },
  { name: 'vectors of features', batch: 9, channels: 21, inner: 1 },
  { name: 'odd images', batch: 3, channels: 5, inner: 49 },
  { name: 'whole vectors', batch: 4, channels: 8, inner: 64 },
  { name: 'many channels', batch: 2, channels: 130, inner: 12 },
  { name: 'channels in shares', batch: 3, channels: 2, inner: 3001 },
];

function problemOf(id: Id, shape: Omit<(typeof shapes)[number], 'name'>, precision: 'f32' | 'f16') {
  return { op: operations[id], ...shape, precision };
}

describe.each([forward, backward] as const)('%s', (id) => {
  const kernel = kernelById(id);

  describe.each(['f32', 'f16'] as const)('in %s', (precision) => {
    it.for(shapes)('$name', async ({ batch, channels, inner }, { skip }) => {
      const problem = problemOf(id, { batch, channels, inner }, precision);
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    });

    const usual = problemOf(id, { batch: 2, channels: 3, inner: 2052 }, precision);
    it.for(kernel.variants(usual))('with $lanes lanes, $parts parts', async (variant, { skip }) => {
      const reason = kernel.unsupported(usual, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
    });
  });
});

/** Every channel has a mean of about 100 and a deviation of about 1. */
function farFromZero(kernel: KernelDescriptor): KernelDescriptor {
  return withPlan(kernel, (plan) => ({
    ...plan,
    buffers: plan.buffers.map((buffer) =>
      buffer.role === 'input' && buffer.name === 'x'
        ? {
            ...buffer,
            contents: (random) =>
              Float32Array.from(
                { length: buffer.length },
                // The sum of twelve uniform numbers has a variance of 1.
                () => 94 + Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, 0),
              ),
          }
        : buffer,
    ),
  }));
}

const far = problemOf(forward, { batch: 3, channels: 2, inner: 3001 }, 'f32');

function cut(kernel: KernelDescriptor, parts: 'whole' | 'shares'): Tunables {
  const found = kernel.variants(far).find((each) => (each['parts'] === 1) === (parts === 'whole'));
  if (found === undefined) throw new Error(`No variant takes ${parts}.`);
  return found;
}

describe.each(['whole', 'shares'] as const)('a mean of 100 and a deviation of 1, %s', (parts) => {
  const kernel = farFromZero(kernelById(forward));

  it('loses no digits of the variance', async () => {
    const report = await verifyOn(session, kernel, far, cut(kernel, parts));
    expect(report).toMatchObject({ verified: true });
  });

  it('would lose them with sums around 0', async () => {
    const broken = withPlantedBug(kernel, /return f32\(origin(\.x)?\)/g, 'return f32(0)');
    const report = await verifyOn(session, broken, far, cut(kernel, parts));
    expect(report.verified).toBe(false);
  });
});

describe('verification catches', () => {
  it.each([
    [forward, 'whole', 'a wrong epsilon', 'EPSILON = 0.00001', 'EPSILON = 0.00002'],
    [forward, 'shares', 'a variance around the wrong value', '- shift * shift', ''],
    [forward, 'shares', 'a momentum of one half', 'MOMENTUM = 0.1', 'MOMENTUM = 0.5'],
    [forward, 'shares', 'a share left out', 'part1 < PARTS', 'part1 < 1'],
    [forward, 'shares', 'the neighbour’s statistics', 'Factors(mean[channel]', 'Factors(mean[0]'],
    [forward, 'whole', 'a running mean that stays', 'MOMENTUM, moments.mean', '0, moments.mean'],
    [backward, 'whole', 'a forgotten mean of dy', '- factors.offset', ''],
    [backward, 'shares', 'a forgotten projection', '- centred * factors.slope', ''],
    [backward, 'shares', 'a scale without deviation', 'sums.y * inverse)', 'sums.y)'],
    [backward, 'whole', 'gradients exchanged', 'Storage(sums.x)', 'Storage(sums.y)'],
    [backward, 'whole', 'a dropped last step', 'step0 < STEPS)', 'step0 < STEPS - 1)'],
  ] as const)('%s, %s: %s', async (id, parts, _, find, replacement) => {
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const problem = problemOf(id, { batch: 3, channels: 2, inner: 3001 }, 'f32');
    const report = await verifyOn(session, broken, problem, cut(broken, parts));
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });

  it('a biased running variance', async () => {
    const broken = withPlantedBug(kernelById(forward), 'variance * UNBIASED', 'variance');
    const problem = problemOf(forward, { batch: 2, channels: 9, inner: 1 }, 'f32');
    const [variant = {}] = broken.variants(problem);
    expect(await verifyOn(session, broken, problem, variant)).toMatchObject({ verified: false });
  });
});
