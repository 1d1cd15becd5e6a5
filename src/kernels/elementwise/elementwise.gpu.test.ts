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
interface Shape {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly inner?: number;
}

const shapes: readonly Shape[] = [
  { name: 'one element', rows: 1, columns: 1 },
  { name: 'odd', rows: 7, columns: 13 },
  { name: 'whole vectors', rows: 33, columns: 256 },
];
const perColumn: readonly Shape[] = [
  { name: 'vectors that straddle rows', rows: 12, columns: 7 },
  { name: 'tall', rows: 1001, columns: 1 },
  { name: 'images of whole vectors', rows: 3, columns: 5, inner: 64 },
  { name: 'images of 7×7', rows: 4, columns: 12, inner: 49 },
  { name: 'odd images', rows: 3, columns: 5, inner: 9 },
];
const rowKinds = allKinds.filter((kind) => kinds[kind].operand === 'row');

describe.each(['f32', 'f16'] as const)('elementwise/map in %s', (precision) => {
  it.for([
    ...allKinds.flatMap((kind) => shapes.map((shape) => ({ kind, shape }))),
    ...rowKinds.flatMap((kind) => perColumn.map((shape) => ({ kind, shape }))),
  ])('$kind, $shape.name', async ({ kind, shape }, { skip }) => {
    const { rows, columns, inner = 1 } = shape;
    const problem = { op: 'elementwise', kind, rows, columns, inner, precision } as const;
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });

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
    ['multiply', 'a shifted operand', 'operand[element /', 'operand[(element + 1) /'],
    ['relu', 'a leak', 'max(x, Value(0))', 'max(x, x * 0.001)'],
    ['relu6', 'a ceiling too low', 'Value(6)', 'Value(5.9)'],
    ['gelu', 'the approximation by tanh', 'return geluErf(x)', 'return geluTanh(x)'],
    ['gelu-tanh', 'a cubic term of another approximation', '0.07135481627260025', '0.0713'],
    ['tanh', 'a polynomial used too far out', 's < Value(0.4)', 's < Value(0.9)'],
    ['sigmoid', 'the sign of the exponent', 'exp(-clamp', 'exp(clamp'],
    ['silu', 'a gate that saturates early', /Value\(-80\), Value\(80\)/g, 'Value(-5), Value(5)'],
    ['hard-sigmoid', 'a shift too small', 'x + 3', 'x + 2.9'],
    ['hard-swish', 'a missing factor', 'x * hardSigmoid', 'hardSigmoid'],
    ['exp', 'the power of another base', 'return exp(x)', 'return exp2(x)'],
    ['scale', 'a sum in place of a product', 'return x * other', 'return x + other'],
    ['bias-relu', 'the bias after the activation', 'relu(x + other)', 'relu(x) + other'],
    ['bias-gelu', 'a missing tail', 'if (index1 < COUNT)', 'if (index1 < COUNT - 1)'],
  ] as const)('%s: %s', async (kind, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const problem = { op: 'elementwise', kind, rows: 9, columns: 36, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });

  it.each([
    [64, 'the next channel', 'element / INNER', '(element + 1) / INNER'],
    [49, 'one channel for four values', '(element * 4 + 3) / INNER', 'element * 4 / INNER'],
  ])('images of %i values: %s', async (inner, _, find, replacement) => {
    const broken = withPlantedBug(kernel, find, replacement);
    const sizes = { rows: 1, columns: 8, inner } as const;
    const problem = { op: 'elementwise', kind: 'bias', ...sizes, precision: 'f32' } as const;
    const [variant = {}] = broken.variants(problem);
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});
