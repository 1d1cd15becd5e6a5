// The ceilings on a real adapter: every form computes what it counts, and bugs are caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Problem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const chains = { op: 'multiply-add', invocations: 300, steps: 5000 } as const;
const cases: readonly (readonly [string, Problem])[] = [
  ['ceilings/multiply-add', { ...chains, precision: 'f32' }],
  ['ceilings/multiply-add', { ...chains, precision: 'f16' }],
  ['ceilings/dot-product', { ...chains, precision: 'i8' }],
  ['ceilings/copy', { op: 'copy', bytes: 300_016, precision: 'f32' }],
  ['ceilings/launch', { op: 'launch', precision: 'f32' }],
];

describe.each(cases)('%s on %o', (id, problem) => {
  const kernel = kernelById(id);
  it.for(kernel.variants(problem))('with %o', async (variant, { skip }) => {
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
  ])('case %i: %s', async (index, _, find, replacement) => {
    const [id, problem] = cases[index] ?? cases[0] ?? [];
    if (id === undefined || problem === undefined) return;
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const [variant = {}] = broken.variants(problem);
    if (broken.unsupported(problem, variant, session.traits) !== undefined) return;
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});
