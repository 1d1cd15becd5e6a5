// Layer and batch normalization on a real adapter: shapes, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import { FULL } from '../../../test/support/full.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { NormalizationProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const layer = { op: 'normalization', kind: 'layer' } as const;
const batch = { op: 'normalization', kind: 'batch' } as const;

const cases: readonly (Omit<NormalizationProblem, 'precision'> & { readonly name: string })[] = [
  { name: 'one element', ...layer, rows: 1, columns: 1 },
  { name: 'odd', ...layer, rows: 7, columns: 13 },
  { name: 'whole vectors', ...layer, rows: 9, columns: 128 },
  { name: 'tall', ...layer, rows: 300, columns: 10 },
  { name: 'too long for registers', ...layer, rows: 3, columns: 9001 },
  { name: 'long, by vectors', ...layer, rows: 2, columns: 12_000 },
  { name: 'one element', ...batch, rows: 1, columns: 1, channels: 1 },
  { name: 'odd', ...batch, rows: 6, columns: 49, channels: 3 },
  { name: 'whole vectors', ...batch, rows: 8, columns: 196, channels: 8 },
  { name: 'a channel for each row', ...batch, rows: 5, columns: 7 },
  { name: 'rows in several parts', ...batch, rows: 4, columns: 1001, channels: 2 },
];

describe.each(['f32', 'f16'] as const)('normalization in %s', (precision) => {
  it.for(cases)('$kind, $name', async (shape, { skip }) => {
    const problem: NormalizationProblem = { ...shape, precision };
    const kernel = kernelById(`normalization/${shape.kind}`);
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });

  const usual: readonly NormalizationProblem[] = [
    { ...layer, rows: 11, columns: 60, precision },
    { ...batch, rows: 12, columns: 60, channels: 4, precision },
    { ...layer, rows: 5, columns: 501, precision },
    ...(FULL ? [{ ...layer, rows: 11, columns: 20_000, precision }] : []),
  ];
  it.for(
    usual.flatMap((problem) => {
      const kernel = kernelById(`normalization/${problem.kind}`);
      const { kind, columns } = problem;
      return kernel
        .variants(problem)
        .map((variant) => ({ kind, columns, kernel, problem, variant }));
    }),
  )('$kind, $columns columns with $variant', async ({ kernel, problem, variant }, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({ verified: true });
  });

  it.for([
    ['layer', 61, 'a wrong epsilon', 'const EPSILON = 0.00001', 'const EPSILON = 0.0001'],
    ['layer', 61, 'a variance of a part of the row', 'teamSum(squares, index) /', 'squares /'],
    [
      'layer',
      61,
      'padding that counts',
      'select(Value(), x3 - mean',
      'select(Value(mean), x3 - mean',
    ],
    ['layer', 9001, 'a variance around the wrong value', '- shift * shift', ''],
    ['layer', 9001, 'a dropped last turn', 'turn < TURNS', 'turn < TURNS - 1'],
    ['batch', 49, 'a wrong epsilon', 'const EPSILON = 0.00001', 'const EPSILON = 0.0001'],
    ['batch', 49, 'the neighbour’s channel', 'row % CHANNELS', '(row + 1) % CHANNELS'],
    [
      'batch',
      49,
      'a mean that is not scaled',
      'fma(-mean[channel], scale,',
      'fma(-mean[channel], 1,',
    ],
  ] as const)(
    'verification catches: %s, %i columns, %s',
    async ([kind, columns, , find, replacement], { skip }) => {
      const broken = withPlantedBug(kernelById(`normalization/${kind}`), find, replacement);
      const problem = {
        op: 'normalization',
        kind,
        rows: 4,
        columns,
        channels: 2,
        precision,
      } as const;
      const [variant = {}] = broken.variants(problem);
      const reason = broken.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      const report = await verifyOn(session, broken, problem, variant);
      expect(report.verified).toBe(false);
      expect(report.reason).not.toBe('');
    },
  );
});
