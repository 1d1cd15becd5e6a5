// Copies between layouts on a real adapter: views, modes, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { RearrangeProblem } from '../../shared/problem.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

type Views = Omit<RearrangeProblem, 'op' | 'mode' | 'precision'>;
const NOWHERE = { sourceOffset: 0, targetOffset: 0 };

const wholes: Readonly<Record<string, Views>> = {
  'one element': {
    ...{ sizes: [1], sourceStrides: [1], targetStrides: [1], ...NOWHERE },
    ...{ sourceLength: 1, targetLength: 1 },
  },
  'all in order': {
    ...{ sizes: [7, 43], sourceStrides: [43, 1], targetStrides: [43, 1], ...NOWHERE },
    ...{ sourceLength: 301, targetLength: 301 },
  },
  'a transpose with ragged tiles': {
    ...{ sizes: [3, 35, 21], sourceStrides: [735, 21, 1], targetStrides: [735, 1, 35] },
    ...{ ...NOWHERE, sourceLength: 2205, targetLength: 2205 },
  },
  'heads in vectors': {
    ...{ sizes: [2, 5, 3, 8], sourceStrides: [120, 24, 8, 1], targetStrides: [120, 8, 40, 1] },
    ...{ ...NOWHERE, sourceLength: 240, targetLength: 240 },
  },
  'a repetition': {
    ...{ sizes: [3, 4, 6], sourceStrides: [0, 6, 1], targetStrides: [24, 6, 1], ...NOWHERE },
    ...{ sourceLength: 24, targetLength: 72 },
  },
  'six axes': {
    ...{ sizes: [2, 3, 2, 3, 2, 3], sourceStrides: [1, 2, 6, 12, 36, 72] },
    ...{ targetStrides: [108, 36, 18, 6, 3, 1], ...NOWHERE },
    ...{ sourceLength: 216, targetLength: 216 },
  },
};

const pieces: Readonly<Record<string, Views>> = {
  'a part of an axis': {
    ...{ sizes: [5, 3], sourceStrides: [3, 1], targetStrides: [10, 1], sourceOffset: 0 },
    ...{ targetOffset: 4, sourceLength: 15, targetLength: 50 },
  },
  'a part in vectors': {
    ...{ sizes: [5, 8], sourceStrides: [12, 1], targetStrides: [20, 1], sourceOffset: 4 },
    ...{ targetOffset: 8, sourceLength: 60, targetLength: 100 },
  },
  'every third element': {
    ...{ sizes: [30], sourceStrides: [2], targetStrides: [3], sourceOffset: 1 },
    ...{ targetOffset: 2, sourceLength: 61, targetLength: 95 },
  },
  'a transpose into a corner': {
    ...{ sizes: [17, 19], sourceStrides: [19, 1], targetStrides: [1, 40], sourceOffset: 0 },
    ...{ targetOffset: 41, sourceLength: 323, targetLength: 1000 },
  },
};

const cases = Object.entries({ ...wholes, ...pieces }).map(([name, views]) => ({ name, views }));
const strided = kernelById('rearrange/strided');
const tiled = kernelById('rearrange/tiled-transpose');

describe.each(['f32', 'f16'] as const)('in %s', (precision) => {
  describe.each(['write', 'clear', 'add'] as const)('%s', (mode) => {
    it.for(cases)('$name', async ({ views }, { skip }) => {
      const problem: RearrangeProblem = { op: 'rearrange', ...views, mode, precision };
      let ran = 0;
      for (const kernel of [strided, tiled]) {
        const [variant = {}] = kernel.variants(problem);
        if (kernel.unsupported(problem, variant, session.traits) !== undefined) continue;
        ran++;
        const report = await verifyOn(session, kernel, problem, variant);
        expect(report, kernel.id).toMatchObject({ verified: true });
      }
      if (precision === 'f16' && ran === 0) skip('This adapter has no f16.');
      expect(ran).toBeGreaterThan(0);
    });
  });

  const transpose = wholes['a transpose with ragged tiles'];
  const usual = [
    ...[strided, tiled].map((kernel) => ({ kernel, views: transpose })),
    { kernel: strided, views: pieces['a part in vectors'] },
  ].flatMap(({ kernel, views }) => {
    if (views === undefined) throw new Error('No such case.');
    const problem: RearrangeProblem = { op: 'rearrange', ...views, mode: 'clear', precision };
    return kernel.variants(problem).map((variant) => ({ kernel, problem, variant }));
  });
  it.for(usual)('$kernel.id with $variant', async ({ kernel, problem, variant }, { skip }) => {
    const reason = kernel.unsupported(problem, variant, session.traits);
    if (precision === 'f32') expect(reason).toBeUndefined();
    if (reason !== undefined) skip(reason);
    expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({ verified: true });
  });
});

it('adds once where the grid is folded and has workgroups to spare', async () => {
  const elements = 64 * 32_769;
  const problem: RearrangeProblem = {
    ...{ op: 'rearrange', sizes: [elements], sourceStrides: [1], targetStrides: [1] },
    ...{ ...NOWHERE, sourceLength: elements, targetLength: elements },
    ...{ mode: 'add', precision: 'f32' },
  };
  const variant = { vectorWidth: 1, workgroupSize: 64, vectors: 1 };
  const report = await verifyOn(session, strided, problem, variant);
  expect(report).toMatchObject({ verified: true });
});

describe('refuses', () => {
  const [variant = {}] = tiled.variants({ op: 'launch', precision: 'f32' });
  it.each([
    ['all in order', 'write', /does not/],
    ['a transpose into a corner', 'clear', /no gaps/],
    ['six axes', 'write', /at least 8; these have 3 and 2/],
  ] as const)('to tile %s, %s', (name, mode, said) => {
    const views = { ...wholes, ...pieces }[name];
    if (views === undefined) throw new Error('No such case.');
    const problem: RearrangeProblem = { op: 'rearrange', ...views, mode, precision: 'f32' };
    expect(tiled.unsupported(problem, variant, session.traits)).toMatch(said);
  });
});

describe('verification catches', () => {
  it.each([
    ['write', 'heads in vectors', 'a stride left out', 'origin += i1 * FROM_1', 'origin += i1'],
    ['write', 'a part of an axis', 'a forgotten offset', 'place = TARGET_OFFSET', 'place = 0u'],
    [
      'clear',
      'a part of an axis',
      'gaps left as they were',
      'var reached = true',
      'if (index == 7) { return Move(0, 8, false); } var reached = true',
    ],
    ['clear', 'every third element', 'gaps that are filled', '& (rest == 0)', ''],
    ['add', 'a repetition', 'an overwriting', 'Value(destination[move0.place]) + ', ''],
    ['write', 'all in order', 'a missing tail', 'if (index0 < COUNT)', 'if (index0 < COUNT - 1)'],
  ] as const)('%s, %s: %s', async (mode, name, _, find, replacement) => {
    const views = { ...wholes, ...pieces }[name];
    if (views === undefined) throw new Error('No such case.');
    const broken = withPlantedBug(strided, find, replacement);
    const problem: RearrangeProblem = { op: 'rearrange', ...views, mode, precision: 'f32' };
    const [variant = {}] = broken.variants(problem);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });

  it('a tile that is not transposed', async () => {
    const views = wholes['a transpose with ragged tiles'];
    if (views === undefined) throw new Error('No such case.');
    const broken = withPlantedBug(
      tiled,
      'tile[local.x * PITCH + local.y',
      'tile[local.y * PITCH + local.x',
    );
    const problem: RearrangeProblem = {
      op: 'rearrange',
      ...views,
      mode: 'write',
      precision: 'f32',
    };
    const [variant = {}] = broken.variants(problem);
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});
