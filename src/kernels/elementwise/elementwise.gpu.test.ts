// Every elementwise layer on a real adapter: kinds, shapes, variants, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { ElementwiseProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';
import { kinds } from './kinds.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('elementwise/map');
const allKinds = Object.keys(kinds) as ElementwiseProblem['kind'][];
const shapes = [
  { name: 'one element', rows: 1, columns: 1 },
  { name: 'odd', rows: 7, columns: 13 },
  { name: 'whole vectors', rows: 6, columns: 100 },
  { name: 'tall', rows: 1001, columns: 1 },
  { name: 'larger than one workgroup', rows: 33, columns: 256 },
];

describe.each(['f32', 'f16'] as const)('elementwise/map in %s', (precision) => {
  it.for(allKinds.flatMap((kind) => shapes.map((shape) => ({ kind, ...shape }))))(
    '$kind, $name',
    async ({ kind, rows, columns }, { skip }) => {
      const problem = { op: 'elementwise', kind, rows, columns, precision } as const;
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    },
  );

  const usual = { op: 'elementwise', kind: 'bias-gelu', rows: 37, columns: 68, precision } as const;
  it.for(kernel.variants(usual))('with %o', async (variant, { skip }) => {
    const reason = kernel.unsupported(usual, variant, session.traits);
    if (precision === 'f32') expect(reason).toBeUndefined();
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
  });
});

describe('verification catches', () => {
  it.each([
    ['bias', 'the bias of another column', '% OPERAND_COUNT', '% (OPERAND_COUNT - 1)'],
    ['add', 'an operand left out', 'return x + other', 'return x'],
    ['multiply', 'a shifted operand', 'operand[source0 %', 'operand[(source0 + 1) %'],
    ['relu', 'a leak', 'max(x, Value(0))', 'max(x, x * 0.001)'],
    ['gelu', 'a cubic term of another approximation', '0.07135481627260025', '0.0713'],
    ['silu', 'a gate that saturates early', 'Value(-80), Value(80)', 'Value(-5), Value(5)'],
    ['bias-relu', 'the bias after the activation', 'relu(x + other)', 'relu(x) + other'],
    ['bias-gelu', 'a missing tail', 'if (index0 < COUNT)', 'if (index0 < COUNT - 1)'],
  ] as const)('%s: %s', async (kind, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'elementwise', kind, rows: 9, columns: 36, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
