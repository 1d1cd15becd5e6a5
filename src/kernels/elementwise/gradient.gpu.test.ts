// The gradients of all activations on a real adapter: kinds, sizes, variants, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { ACTIVATION_KINDS } from '../../shared/problem/network.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('elementwise/gradient');

describe.each(['f32', 'f16'] as const)('elementwise/gradient in %s', (precision) => {
  it.for(ACTIVATION_KINDS.flatMap((kind) => [1, 91, 1200].map((elements) => ({ kind, elements }))))(
    '$kind of $elements values',
    async ({ kind, elements }, { skip }) => {
      const problem = { op: 'elementwise-gradient', kind, elements, precision } as const;
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    },
  );

  const usual = { op: 'elementwise-gradient', kind: 'gelu', elements: 1204, precision } as const;
  it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
    const reason = kernel.unsupported(usual, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
  });
});

describe('verification catches', () => {
  it.each([
    ['relu', 'a slope below 0', 'select(Value(0), Value(1)', 'select(Value(0.001), Value(1)'],
    ['relu6', 'no upper end', 'abs(x - 3) < Value(3)', 'x > Value(0)'],
    ['tanh', 'the argument taken for the result', '1 - x * x', '1 - x'],
    ['sigmoid', 'a missing factor', 'other * (x * (1 - x))', 'other * (1 - x)'],
    ['gelu', 'the density left out', 'near * NORMAL_HEIGHT', 'near * 0'],
    ['gelu', 'the slope of the approximation', 'geluErfSlope(x)', 'geluTanhSlope(x)'],
    ['gelu-tanh', 'the chain rule forgotten', '3 * GELU_CUBIC', '1 * GELU_CUBIC'],
    ['silu', 'a gate without its slope', 'gate.share + x * gate.slope', 'gate.share'],
    ['hard-sigmoid', 'a slope of one', 'Value(1) / 6', 'Value(1)'],
    ['hard-swish', 'half the slope', 'x / 3 + 0.5', 'x / 6 + 0.5'],
    ['exp', 'the argument taken for the result', 'other * (x)', 'other * exp(x)'],
  ] as const)('%s: %s', async (kind, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'elementwise-gradient', kind, elements: 300, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
