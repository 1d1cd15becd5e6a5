// The loss against labels and soft targets on a real adapter: few and many classes, every variant, bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { SoftCrossEntropyProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('cross-entropy/soft-rows');
const usual = { op: 'soft-cross-entropy', temperature: 4, softWeight: 0.75 } as const;
const shapes = [
  { name: 'one class', rows: 1, columns: 1 },
  { name: 'two classes', rows: 70, columns: 2 },
  { name: 'digits', rows: 33, columns: 10 },
  { name: 'ImageNet', rows: 2, columns: 1000 },
  { name: 'a long row', rows: 3, columns: 9001 },
];

describe.each(['f32', 'f16'] as const)('cross-entropy/soft-rows in %s', (precision) => {
  const variants = [...shapes, { name: 'vectors', rows: 11, columns: 60 }].flatMap(
    ({ name, rows, columns }) => {
      const problem: SoftCrossEntropyProblem = { ...usual, rows, columns, precision };
      const all = kernel.variants(problem);
      const chosen = name === 'vectors' ? all : all.slice(0, 1);
      return chosen.map((variant) => ({ name, problem, variant }));
    },
  );

  it.for(variants)('$name with $variant', async ({ problem, variant }, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    const report = await verifyOn(session, kernel, problem, variant);
    expect(report).toMatchObject({ verified: true });
    expect(report.checkedEntries).toBeGreaterThan(problem.rows);
  });

  it.for([
    { temperature: 1, softWeight: 0.5 },
    { temperature: 20, softWeight: 1 },
    { temperature: 2.5, softWeight: 0 },
  ])('at %o', async (chosen, { skip }) => {
    const problem = { ...usual, ...chosen, rows: 5, columns: 10, precision } as const;
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });
});

describe('verification catches', () => {
  it.each([
    ['a gradient of the sum of losses', 'SHARE = 1 / f32(ROWS)', 'SHARE = f32(1)'],
    ['the label of another row', 'labels[inside]', 'labels[min(inside + 1, ROWS - 1)]'],
    ['a soft loss that is not cooled', 'product * COOLING', 'product'],
    [
      'a slope at the wrong temperature',
      'exp(below * COOLING) * softScale',
      'exp(below) * softScale',
    ],
    ['targets that are left out', '- targetOf(start, column) * SOFT_SLOPE', ''],
    ['a loss in bits', 'log(softTotal)', 'log2(softTotal)'],
    [
      'a dropped last turn',
      'turn < TURNS; turn++) {\n    let column',
      'turn < TURNS - 1; turn++) {\n    let column',
    ],
  ])('%s', async (_, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { ...usual, rows: 3, columns: 130, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
