// Pooling on a real adapter: windows, strides, paddings, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Pool2dProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('pooling/windows');
const base = { op: 'pool2d', planes: 5, height: 11, width: 13, padding: 0 } as const;
const cases = [
  { name: 'one pixel', ...base, planes: 1, height: 1, width: 1, kernel: 1, stride: 1 },
  { name: '2×2, stride 2', ...base, kernel: 2, stride: 2 },
  { name: '3×3, stride 2, padded', ...base, kernel: 3, stride: 2, padding: 1 },
  { name: '3×3, stride 1, padded', ...base, kernel: 3, stride: 1, padding: 1 },
  { name: 'strides beyond the window', ...base, kernel: 2, stride: 3 },
  { name: 'padding one less than the window', ...base, kernel: 3, stride: 3, padding: 2 },
  { name: 'the whole plane', ...base, planes: 70, height: 7, width: 7, kernel: 7, stride: 1 },
  { name: 'a large window', ...base, planes: 2, height: 30, width: 31, kernel: 15, stride: 8 },
  { name: 'ceiling', ...base, height: 12, kernel: 3, stride: 2, ceil: true },
  { name: 'ceiling, padded', ...base, kernel: 3, stride: 3, padding: 1, ceil: true },
  { name: 'ceiling that drops a window', ...base, height: 10, kernel: 1, stride: 2, ceil: true },
  {
    name: 'ceiling over a small image',
    ...base,
    height: 2,
    width: 2,
    kernel: 3,
    stride: 2,
    ceil: true,
  },
  { name: 'tall', ...base, height: 90, width: 2, kernel: 2, stride: 1, padding: 1 },
];

describe.each(['f32', 'f16'] as const)('pooling/windows in %s', (precision) => {
  describe.each(['max', 'average'] as const)('%s', (kind) => {
    it.for(cases)('$name', async (shape, { skip }) => {
      const problem: Pool2dProblem = { ...shape, kind, precision };
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    });
  });

  const usual: Pool2dProblem = {
    ...base,
    ...{ kind: 'average', kernel: 3, stride: 2, padding: 1, precision },
  };
  it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
    const reason = kernel.unsupported(usual, variant, session.traits);
    if (precision === 'f32') expect(reason).toBeUndefined();
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
  });
});

it('refuses windows that would see padding only', () => {
  const problem = {
    ...base,
    kind: 'max',
    kernel: 2,
    stride: 1,
    padding: 2,
    precision: 'f32',
  } as const;
  const [variant = {}] = kernel.variants(problem);
  expect(kernel.unsupported(problem, variant, session.traits)).toMatch(/padding alone/);
});

describe('verification catches', () => {
  it.each([
    ['average', 'padding that counts', 'f32(count)', 'f32(KERNEL * KERNEL)'],
    ['average', 'a divisor of one side', 'inside(firstY + 0, HEIGHT) *', ''],
    ['max', 'padding that wins', 'const NEUTRAL = -3.4e38', 'const NEUTRAL = 0.0'],
    ['max', 'a row off by one', 'firstY * STRIDE + 2 - PADDING', 'firstY * STRIDE + 1 - PADDING'],
  ] as const)('%s: %s', async (kind, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const window = { kernel: 3, stride: 2, padding: 1 };
    const problem: Pool2dProblem = { ...base, ...window, planes: 40, kind, precision: 'f32' };
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
