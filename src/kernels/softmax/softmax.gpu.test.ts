// Softmax on a real adapter: short and long rows, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { SoftmaxProblem } from '../../shared/problem.ts';
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

const scores: readonly Omit<SoftmaxProblem, 'op' | 'precision'>[] = [
  { rows: 12, columns: 64, headSize: 64 },
  { rows: 20, columns: 10, causalQueries: 10 },
  { rows: 22, columns: 16, headSize: 5, causalQueries: 11 },
  { rows: 3, columns: 2, headSize: 8, causalQueries: 1 },
  { rows: 6, columns: 4100, headSize: 64, causalQueries: 3 },
  { rows: 5, columns: 2047, causalQueries: 2000 },
];

describe.each(['f32', 'f16'] as const)('softmax of scores in %s', (precision) => {
  const problems = scores.map((shape): SoftmaxProblem => ({ op: 'softmax', ...shape, precision }));
  it.for(
    problems.flatMap((problem) =>
      kernel
        .variants(problem)
        .slice(0, 2)
        .map((variant) => ({ problem, variant })),
    ),
  )('$problem, $variant', async ({ problem, variant }, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });
});

it('refuses a causal mask over fewer columns than queries', () => {
  const problem = {
    op: 'softmax',
    rows: 4,
    columns: 3,
    causalQueries: 4,
    precision: 'f32',
  } as const;
  const [variant = {}] = kernel.variants(problem);
  expect(kernel.unsupported(problem, variant, session.traits)).toContain('4 queries');
});

describe('verification of scores catches', () => {
  it.each([
    [{ headSize: 64 }, 'a missing scale', 'value *= SCALE', 'value *= 1'],
    [{ causalQueries: 20 }, 'one column more', 'row % QUERIES + 1', 'row % QUERIES + 2'],
    [{ causalQueries: 20 }, 'the row of the batch', 'row % QUERIES', 'row'],
    [{ causalQueries: 20 }, 'whole vectors only', 'vec4<u32>(0, 1, 2, 3)', 'vec4<u32>(0)'],
  ] as const)('%o: %s', async (form, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'softmax', rows: 40, columns: 44, ...form, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
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
