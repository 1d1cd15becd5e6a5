// Every optimizer on a real adapter: sizes, precisions of the gradient, variants, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('optimizer/step');
const algorithms = ['sgd', 'momentum', 'adamw'] as const;

describe.each(['f32', 'f16'] as const)('optimizer/step with gradients in %s', (precision) => {
  describe.each(algorithms)('%s', (algorithm) => {
    it.for([1, 4, 255, 4096, 10_001])('%i parameters', async (parameters, { skip }) => {
      const problem = { op: 'optimizer-step', algorithm, parameters, precision } as const;
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      const report = await verifyOn(session, kernel, problem, variant);
      expect(report).toMatchObject({ verified: true });
      const results = { sgd: 1, momentum: 2, adamw: 3 }[algorithm];
      expect(report.checkedEntries).toBe(results * parameters);
    });
  });

  const usual = { op: 'optimizer-step', algorithm: 'adamw', parameters: 1404, precision } as const;
  it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
    const reason = kernel.unsupported(usual, variant, session.traits);
    if (precision === 'f32') expect(reason).toBeUndefined();
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
  });
});

describe('verification catches', () => {
  it.each([
    ['sgd', 'a step uphill', 'p - rates.learningRate * g', 'p + rates.learningRate * g'],
    ['momentum', 'a momentum that is not kept', 'mean[index] = m', 'mean[index] = g'],
    ['sgd', 'parameters that are never written', 'parameter[index] = p', 'let unused = p'],
    ['adamw', 'squares that are never written', 'square[index] = v', 'let unused = v'],
    ['momentum', 'a forgotten momentum', 'rates.learningRate * m', 'rates.learningRate * g'],
    ['adamw', 'a missing bias correction', 'm * rates.correction', 'm'],
    ['adamw', 'a missing correction of squares', 'v * rates.squareCorrection', 'v'],
    ['adamw', 'a missing weight decay', 'step + rates.weightDecay * p', 'step'],
    ['adamw', 'a square that is not squared', '* g * g', '* g'],
    ['adamw', 'decays exchanged', 'rates.squareDecay * square', 'rates.decay * square'],
  ] as const)('%s: %s', async (algorithm, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'optimizer-step', algorithm, parameters: 300, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
