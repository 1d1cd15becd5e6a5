// Normalization by the root of the mean square and its gradient on a real adapter: shapes, variants, and bugs to
// be caught.
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

const operations = {
  'normalization/rms': 'rms-normalization',
  'normalization/rms-gradient': 'rms-normalization-gradient',
} as const;
const forward = 'normalization/rms';
const backward = 'normalization/rms-gradient';

const shapes = [
  { name: 'one element', rows: 1, columns: 1 },
  { name: 'odd', rows: 37, columns: 13 },
  { name: 'whole vectors', rows: 9, columns: 128 },
  { name: 'too long for registers', rows: 3, columns: 4099 },
];

describe.each([forward, backward] as const)('%s', (id) => {
  const kernel = kernelById(id);
  const op = operations[id];

  describe.each(['f32', 'f16'] as const)('in %s', (precision) => {
    it.for(shapes)('$name', async ({ rows, columns }, { skip }) => {
      const problem = { op, rows, columns, precision };
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    });

    const usual = { op, rows: 34, columns: 60, precision };
    it.for(kernel.variants(usual))('with $lanes lanes', async (variant, { skip }) => {
      const reason = kernel.unsupported(usual, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
    });
  });
});

describe('verification catches', () => {
  it.each([
    [forward, 'a wrong epsilon', 'const EPSILON = 0.00001', 'const EPSILON = 0.0001'],
    [forward, 'a sum in place of the mean', '/ f32(ROW_LENGTH)', ''],
    [forward, 'squares of one lane', 'teamSum(squares, index)', 'squares'],
    [backward, 'a forgotten projection', '- centred * slope', ''],
    [backward, 'a scale that is not normalised', '* centred * statistic.y', '* centred'],
    [backward, 'a mean that is taken away', 'let means = Sums()', 'let means = Sums(0.01, 0)'],
  ] as const)('%s: %s', async (id, _, find, replacement) => {
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const problem = { op: operations[id], rows: 5, columns: 61, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
