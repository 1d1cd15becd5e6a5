// Cross-entropy on a real adapter: few and many classes, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { CrossEntropyProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('cross-entropy/rows');
const shapes = [
  { name: 'one class', rows: 1, columns: 1 },
  { name: 'two classes', rows: 70, columns: 2 },
  { name: 'digits', rows: 33, columns: 10 },
  { name: 'ImageNet', rows: 1, columns: 1000 },
  { name: 'too long for registers', rows: 3, columns: 9001 },
  { name: 'the vocabulary of GPT-2', rows: 2, columns: 50_257 },
];

describe.each(['f32', 'f16'] as const)('cross-entropy/rows in %s', (precision) => {
  const of = (rows: number, columns: number): CrossEntropyProblem => ({
    op: 'cross-entropy',
    rows,
    columns,
    precision,
  });

  it.for(shapes)('$name', async ({ rows, columns }, { skip }) => {
    const problem = of(rows, columns);
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    const report = await verifyOn(session, kernel, problem, variant);
    expect(report).toMatchObject({ verified: true });
    expect(report.checkedEntries).toBeGreaterThan(rows);
  });

  const lengths = [60, 1001, 6000].map((columns) => of(11, columns));
  it.for(
    lengths.flatMap((problem) =>
      kernel.variants(problem).map((variant) => ({ problem, variant, columns: problem.columns })),
    ),
  )('$columns classes with $variant', async ({ problem, variant }, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({ verified: true });
  });
});

describe('verification catches', () => {
  it.each([
    [130, 'a gradient of the sum of losses', 'SHARE = 1 / f32(ROWS)', 'SHARE = f32(1)'],
    [130, 'the label of another row', 'labels[inside]', 'labels[min(inside + 1, ROWS - 1)]'],
    [128, 'a label that spares its vector', '== vec4<u32>(label)', '== vec4<u32>(label + 1)'],
    [130, 'a loss without its maximum', '(rowTop - logitOf', '(0 - logitOf'],
    [130, 'a loss in bits', 'log(rowSum)', 'log2(rowSum)'],
    [9001, 'a sum that is not rescaled', 'laneSum *= exp(laneTop - newTop)', 'laneSum *= 1'],
    [9001, 'a dropped last chunk', '(TURNS + CHUNK - 1) / CHUNK', 'TURNS / CHUNK'],
    [9001, 'a missing one', 'p - oneHot(column, label)', 'p'],
  ] as const)('%i classes: %s', async (columns, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'cross-entropy', rows: 3, columns, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
