// The ceilings on a real adapter: every form computes what it counts, and bugs are caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const chains = { op: 'multiply-add', invocations: 300, steps: 5000 } as const;
const reads = { op: 'workgroup-memory', steps: 500, precision: 'f32' } as const;
const cases: readonly (readonly [string, Problem])[] = [
  ['ceilings/multiply-add', { ...chains, precision: 'f32' }],
  ['ceilings/multiply-add', { ...chains, precision: 'f16' }],
  ['ceilings/dot-product', { ...chains, precision: 'i8' }],
  ['ceilings/copy', { op: 'copy', bytes: 300_016, precision: 'f32' }],
  ['ceilings/launch', { op: 'launch', precision: 'f32' }],
  ['ceilings/triad', { op: 'triad', bytes: 300_016, precision: 'f32' }],
  ['ceilings/workgroup-memory', { ...reads, invocations: 700 }],
];

describe.each(cases)('%s on %o', (id, problem) => {
  const kernel = kernelById(id);
  // Every third form, the first among them; the others differ in their length only.
  const forms = kernel.variants(problem).filter((_, index) => FULL || index % 3 === 0);
  it.for(forms)('with %o', async (variant, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
  });
});

it.each([1, 64, 65])('multiply-add with %i invocations', async (invocations) => {
  const problem = { ...chains, invocations, precision: 'f32' } as const;
  const [variant = {}] = kernelById('ceilings/multiply-add').variants(problem);
  const report = await verifyOn(session, 'ceilings/multiply-add', problem, variant);
  expect(report.verified).toBe(true);
});

describe.each(['f32', 'f16'] as const)('matrix units, %s', (precision) => {
  const matrices = kernelById('ceilings/matrix-multiply-add');
  const problem = { op: 'matrix-multiply-add', subgroups: 37, steps: 1000, precision } as const;
  const fitting = (): readonly Tunables[] =>
    matrices
      .variants(problem)
      .filter((variant) => matrices.unsupported(problem, variant, session.traits) === undefined);

  it('compute what they count, in every form that this adapter has', async ({ skip }) => {
    if (fitting().length === 0) skip('Shaders reach no matrix units here.');
    for (const variant of fitting()) {
      const report = await verifyOn(session, matrices, problem, variant);
      expect(report, JSON.stringify(variant)).toMatchObject({ verified: true });
    }
  });

  it.for([
    ['a dropped product', /sum1_1 = .*;/, ''],
    ['one turn less', 'turn < TURNS', 'turn + 1 < TURNS'],
    ['the wrong operand', 'loadRight(1)', 'loadRight(0)'],
  ] as const)('catch %s', async ([, find, replacement], { skip }) => {
    const [variant] = fitting();
    if (variant === undefined) return skip('Shaders reach no matrix units here.');
    const broken = withPlantedBug(matrices, find, replacement);
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});

it.each([16, 48, 1 << 20])('triad of %i bytes', async (bytes) => {
  const problem = { op: 'triad', bytes, precision: 'f32' } as const;
  const [variant = {}] = kernelById('ceilings/triad').variants(problem);
  expect(await verifyOn(session, 'ceilings/triad', problem, variant)).toMatchObject({
    verified: true,
  });
});

it.each(FULL ? [1, 64, 1025] : [1025])(
  'workgroup memory read by %i invocations',
  async (invocations) => {
    const problem = { ...reads, invocations } as const;
    const [variant = {}] = kernelById('ceilings/workgroup-memory').variants(problem);
    expect(await verifyOn(session, 'ceilings/workgroup-memory', problem, variant)).toMatchObject({
      verified: true,
    });
  },
);

it.each([16, 4096, 1 << 20])('copy of %i bytes', async (bytes) => {
  const problem = { op: 'copy', bytes, precision: 'f32' } as const;
  const [variant = {}] = kernelById('ceilings/copy').variants(problem);
  expect(await verifyOn(session, 'ceilings/copy', problem, variant)).toMatchObject({
    verified: true,
  });
});

describe('verification catches', () => {
  it.each([
    [0, 'one turn less', 'turn < TURNS', 'turn + 1 < TURNS'],
    [0, 'one chain one step short', /x3 = fma\(x3, x3, c\);/, ''],
    [0, 'a step that is folded away', /x0 = fma\(x0, x0, c\);/g, ''],
    [2, 'one step less of 8-bit products', /acc1 \+= dot4I8Packed\(.*\);/, ''],
    [3, 'a region off by one', 'WORKGROUP_SIZE * VECTORS', 'WORKGROUP_SIZE * VECTORS + 1'],
    [3, 'a dropped vector', /destination\[first \+ 1 .*;/, ''],
    [4, 'a count by two', '+= 1', '+= 2'],
    [5, 'another factor', 'const SCALE = 3u', 'const SCALE = 2u'],
    [5, 'a dropped vector', /destination\[first \+ 1 .*;/, ''],
    [5, 'one operand read twice', 'let right0 = right[', 'let right0 = left['],
    [6, 'a dropped read', /sum3 \+= .*;/, ''],
    [6, 'a place that stands still', '+ turn) %', ') %'],
    [6, 'a dropped sum', 'total += sum2;', ''],
    [6, 'the neighbour’s place', 'local.x + number', 'local.x + 1 + number'],
    [6, 'one turn less', 'turn < TURNS', 'turn + 1 < TURNS'],
  ])('case %i: %s', async (index, _, find, replacement) => {
    const [id, problem] = cases[index] ?? cases[0] ?? [];
    if (id === undefined || problem === undefined) return;
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const [variant = {}] = broken.variants(problem);
    if (broken.unsupported(problem, variant, session.traits) !== undefined) return;
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});
