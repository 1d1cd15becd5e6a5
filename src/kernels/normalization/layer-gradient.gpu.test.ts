// Gradient of layer normalization on a real adapter: shapes, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('normalization/layer-gradient');
const op = 'layer-normalization-gradient';

const shapes = [
  { name: 'one element', rows: 1, columns: 1 },
  { name: 'odd', rows: 7, columns: 13 },
  { name: 'whole vectors', rows: 9, columns: 128 },
  { name: 'rows in shares', rows: 70, columns: 20 },
  { name: 'odd rows in shares', rows: 101, columns: 11 },
  { name: 'too long for registers', rows: 3, columns: 4099 },
  { name: 'long, by vectors', rows: 2, columns: 12_000 },
];

describe.each(['f32', 'f16'] as const)('normalization/layer-gradient in %s', (precision) => {
  it.for(shapes)('$name', async ({ rows, columns }, { skip }) => {
    const problem = { op, rows, columns, precision } as const;
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });

  const usual = [
    { op, rows: 37, columns: 60, precision },
    { op, rows: 5, columns: 501, precision },
  ] as const;
  it.for(
    usual.flatMap((problem) =>
      kernel.variants(problem).map((variant) => ({ problem, variant, columns: problem.columns })),
    ),
  )('$columns columns with $variant', async ({ problem, variant }, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({ verified: true });
  });
});

it('loses no digits with a mean of 100 and a deviation of 1', async () => {
  const far = withPlan(kernel, (plan) => ({
    ...plan,
    buffers: plan.buffers.map((buffer) =>
      buffer.name === 'x' && buffer.role === 'input'
        ? {
            ...buffer,
            // Uniform numbers between −√3 and √3 have a deviation of 1.
            contents: (random: () => number) =>
              Float32Array.from(
                { length: buffer.length },
                () => 100 + Math.sqrt(3) * (2 * random() - 1),
              ),
          }
        : buffer,
    ),
  }));
  const problem = { op, rows: 20, columns: 256, precision: 'f32' } as const;
  const [variant = {}] = far.variants(problem);
  expect(await verifyOn(session, far, problem, variant)).toMatchObject({ verified: true });
});

describe('verification catches', () => {
  it.each([
    [61, 'a wrong epsilon', 'const EPSILON = 0.00001', 'const EPSILON = 0.0001'],
    [61, 'a variance of a part of the row', 'teamSums(around, index)', 'around'],
    [61, 'a forgotten mean', 'g - meanG', 'g'],
    [61, 'a forgotten projection', '- centred * slope', ''],
    [61, 'padding that counts', 'select(Value(), x3 - means.x', 'select(Value(1), x3 - means.x'],
    [
      61,
      'gradients exchanged',
      'Terms(gradient * centred * statistic.y, gradient)',
      'Terms(gradient, gradient * centred * statistic.y)',
    ],
    [
      61,
      'a statistic of another row',
      'let statistic = statistics[row]',
      'let statistic = statistics[0]',
    ],
    [4099, 'a dropped last turn', 'turn < TURNS', 'turn < TURNS - 1'],
  ] as const)('%i columns: %s', async (columns, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op, rows: 40, columns, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
