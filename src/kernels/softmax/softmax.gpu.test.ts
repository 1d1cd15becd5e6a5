// Softmax on a real adapter: short and long rows, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
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

const kernel = kernelById('softmax/rows');
const shapes = [
  { name: 'one element', rows: 1, columns: 1 },
  { name: 'pairs', rows: 70, columns: 2 },
  { name: 'odd', rows: 7, columns: 13 },
  { name: 'whole vectors', rows: 9, columns: 128 },
  { name: 'tall', rows: 300, columns: 10 },
  { name: 'too long for registers', rows: 3, columns: 9001 },
  { name: 'a vocabulary', rows: 2, columns: 50_000 },
];

describe.each(['f32', 'f16'] as const)('softmax/rows in %s', (precision) => {
  it.for(shapes)('$name', async ({ rows, columns }, { skip }) => {
    const problem = { op: 'softmax', rows, columns, precision } as const;
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });

  const lengths = FULL ? [5, 60, 768, 1001, 20_000] : [60, 1001];
  const usual = lengths.map(
    (columns) => ({ op: 'softmax', rows: 11, columns, precision }) as const,
  );
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

describe('verification catches', () => {
  it.each([
    [130, 'columns left out of the sum', 'sum += across(e0)', 'sum += 0'],
    [130, 'a maximum of one lane only', 'let rowTop = teamMax(top, index)', 'let rowTop = top'],
    [9001, 'a sum that is not rescaled', 'laneSum *= exp(laneTop - newTop)', 'laneSum *= 1'],
    [9001, 'lanes that are not rescaled', 'laneSum * exp(laneTop - rowTop)', 'laneSum'],
    [9001, 'a dropped last chunk', '(TURNS + CHUNK - 1) / CHUNK', 'TURNS / CHUNK'],
  ] as const)('%i columns: %s', async (columns, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'softmax', rows: 3, columns, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
