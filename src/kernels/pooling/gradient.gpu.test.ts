// The gradient of pooling on a real adapter: windows, ties, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Pool2dGradientProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('pooling/gradient');
const base = { op: 'pool2d-gradient', planes: 3, height: 11, width: 14, padding: 0 } as const;
const usual = { ...base, kernel: 3, stride: 2, padding: 1 };
const cases = [
  { name: 'one pixel', ...base, planes: 1, height: 1, width: 1, kernel: 1, stride: 1 },
  { name: '2×2, stride 2, with pixels left over', ...base, kernel: 2, stride: 2 },
  { name: '3×3, stride 2, padded', ...usual },
  { name: '3×3, stride 2, ceiling', ...base, kernel: 3, stride: 2, ceil: true },
  { name: '3×3, stride 1, padded', ...base, kernel: 3, stride: 1, padding: 1 },
  { name: 'pixels between windows', ...base, kernel: 2, stride: 3 },
  { name: 'the whole plane', ...base, planes: 20, height: 7, width: 7, kernel: 7, stride: 7 },
  { name: 'the whole plane in steps of 1', ...base, height: 7, width: 7, kernel: 7, stride: 1 },
  { name: 'many windows', ...base, kernel: 5, stride: 1, padding: 2 },
];

describe.each(['f32', 'f16'] as const)('pooling/gradient in %s', (precision) => {
  describe.each(['max', 'average'] as const)('%s', (kind) => {
    it.for(cases)('$name', async (shape, { skip }) => {
      const problem: Pool2dGradientProblem = { ...shape, kind, precision };
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    });

    const problem: Pool2dGradientProblem = { ...usual, kind, precision };
    it.for(kernel.variants(problem))('with %o', async (variant, { skip }) => {
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (precision === 'f32') expect(reason).toBeUndefined();
      if (reason !== undefined) skip(reason);
      const report = await verifyOn(session, kernel, problem, variant, 3);
      expect(report).toMatchObject({ verified: true });
    });
  });
});

describe('verification catches', () => {
  it.each([
    ['max', 'the last of the largest', /value > highest/g, 'value >= highest'],
    ['max', 'a pixel outside', /\(row < HEIGHT\) &/g, ''],
    ['max', 'a window forgotten', 'sum += fromWindow(pixel, lastY - 1, lastX - 0)', ''],
    ['average', 'padding that counts', 'f32(inside(windowY, HEIGHT) *', 'f32(KERNEL *'],
    [
      'average',
      'a window that does not reach',
      'STRIDE + KERNEL > pixel.row',
      'STRIDE + KERNEL >= pixel.row',
    ],
    [
      'average',
      'windows beyond the last',
      '(pixel.row + PADDING) / STRIDE, OUT',
      '(pixel.row + PADDING) / STRIDE - 1, OUT',
    ],
  ] as const)('%s: %s', async (kind, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem: Pool2dGradientProblem = { ...usual, kind, precision: 'f32' };
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
