// The gradient of softmax on a real adapter: short and long rows, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { SoftmaxGradientProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const shapes = [
  { name: 'one element', rows: 1, columns: 1 },
  { name: 'pairs', rows: 70, columns: 2 },
  { name: 'odd', rows: 7, columns: 13 },
  { name: 'whole vectors', rows: 9, columns: 128 },
  { name: 'tall', rows: 300, columns: 60 },
  { name: 'too long for registers', rows: 3, columns: 9001 },
];

const gradient = kernelById('softmax/gradient');
const gradientProblem = (
  rows: number,
  columns: number,
  precision: 'f32' | 'f16',
): SoftmaxGradientProblem => ({ op: 'softmax-gradient', rows, columns, headSize: 64, precision });

describe.each(['f32', 'f16'] as const)('softmax/gradient in %s', (precision) => {
  it.for(shapes)('$name', async ({ rows, columns }, { skip }) => {
    const problem = gradientProblem(rows, columns, precision);
    const [variant = {}] = gradient.variants(problem);
    const reason = gradient.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, gradient, problem, variant)).toMatchObject({ verified: true });
  });

  const lengths = [60, 1001].map((columns) => gradientProblem(11, columns, precision));
  it.for(
    lengths.flatMap((problem) =>
      gradient.variants(problem).map((variant) => ({ problem, variant, columns: problem.columns })),
    ),
  )('$columns columns with $variant', async ({ problem, variant }, { skip }) => {
    const reason = gradient.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, gradient, problem, variant, 3)).toMatchObject({
      verified: true,
    });
  });
});

describe('verification catches', () => {
  it.each([
    [130, 'the sum of one lane', 'let mean = teamSum(sum, index)', 'let mean = sum'],
    [130, 'a missing scale', '(dy0 - mean) * SCALE', '(dy0 - mean)'],
    [9001, 'a missing mean', '- mean) * SCALE', ') * SCALE'],
    [9001, 'a dropped last turn', 'turn < TURNS', 'turn < TURNS - 1'],
  ] as const)('gradient of %i columns: %s', async (columns, _, find, replacement) => {
    const broken = withPlantedBug(gradient, find, replacement);
    const problem = gradientProblem(3, columns, 'f32');
    const [variant = {}] = broken.variants(problem);
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});
