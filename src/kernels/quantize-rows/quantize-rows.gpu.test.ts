// Rows to int8 on a real adapter: awkward lengths, every variant, and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { QuantizeRowsProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const ID = 'quantize-rows/row-teams';

const sizes = [
  [1, 1],
  [7, 3],
  [3, 16],
  [150, 37],
  [2, 515],
  [9, 128],
  [1, 4100],
] as const;

const cases = (['f32', 'f16'] as const).flatMap((precision) =>
  sizes.map(([rows, columns]): QuantizeRowsProblem => ({
    op: 'quantize-rows',
    rows,
    columns,
    precision,
  })),
);

describe('rows to int8', () => {
  it.for(cases)('$rows × $columns, $precision', async (problem, { skip }) => {
    const kernel = kernelById(ID);
    const reasons: (string | undefined)[] = [];
    const variants = kernel.variants(problem);
    for (const variant of FULL ? variants : variants.slice(0, 2)) {
      const reason = kernel.unsupported(problem, variant, session.traits);
      reasons.push(reason);
      if (reason !== undefined) continue;
      expect(await verifyOn(session, ID, problem, variant)).toMatchObject({ verified: true });
    }
    if (reasons.every((reason) => reason !== undefined)) skip(reasons[0]);
  });
});

describe('verification catches', () => {
  it.each([
    ['truncation', 'round(fourOf(start, word) * factor)', 'trunc(fourOf(start, word) * factor)'],
    ['a lost sign in the maximum', 'highest(abs(Value(', 'highest((Value('],
    ['a row of the wrong scale', 'scales[row] = rowTop /', 'scales[row] = top /'],
    ['fields in the wrong order', '(0, 8, 16, 24)', '(24, 16, 8, 0)'],
    ['values beyond the row', 'column < vec4<u32>(COLUMNS)', 'column < vec4<u32>(4 * WORDS)'],
    ['words that are not written', 'turn < (WORDS + LANES - 1) / LANES', 'turn < WORDS / LANES'],
  ] as const)('%s', async (_, find, replacement) => {
    const problem = { op: 'quantize-rows', rows: 9, columns: 37, precision: 'f32' } as const;
    const broken = withPlantedBug(kernelById(ID), find, replacement);
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
