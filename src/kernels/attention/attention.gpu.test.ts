// Every form of attention on a real adapter: shapes, masks, variants, and bugs to be caught. Software
// adapters compile these shaders for seconds, so that only `npm run test:full` runs all of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { AttentionProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

type Shape = Omit<AttentionProblem, 'precision'>;

const base = { op: 'attention', batch: 1, heads: 2, causal: false } as const;
const ragged: Shape = { ...base, queries: 11, keys: 37, headSize: 8 };
const decoding: Shape = { ...base, queries: 2, keys: 300, headSize: 24, causal: true };

const cases: readonly (Shape & { readonly name: string })[] = [
  { name: 'one query, one key', ...base, heads: 1, queries: 1, keys: 1, headSize: 1 },
  { name: 'ragged', ...ragged, batch: 2 },
  { name: 'causal', ...ragged, queries: 21, keys: 21, causal: true },
  { name: 'heads of 7', ...ragged, headSize: 7, causal: true },
  { name: 'decoding', ...decoding },
  ...(FULL
    ? [
        { name: 'whole blocks', ...base, queries: 32, keys: 64, headSize: 32 },
        { name: 'few keys', ...base, heads: 1, queries: 70, keys: 3, headSize: 12 },
        { name: 'heads of 64', ...base, queries: 130, keys: 200, headSize: 64 },
        { name: 'heads of 80', ...base, queries: 18, keys: 20, headSize: 80 },
        { name: 'heads of 128', ...base, queries: 33, keys: 70, headSize: 128, causal: true },
        { name: 'a long context', ...base, queries: 2, keys: 5000, headSize: 64, causal: true },
      ]
    : []),
];

const kernels = kernelsFor('attention').map((kernel) => kernel.id);

/** The first variant that runs here, or why the first of all does not. */
function firstVariant(
  kernel: KernelDescriptor,
  problem: AttentionProblem,
): { variant: Tunables; reason: string | undefined } {
  const variants = kernel.variants(problem);
  const reasonOf = (tunables: Tunables) => kernel.unsupported(problem, tunables, session.traits);
  const variant = variants.find((tunables) => reasonOf(tunables) === undefined);
  if (variant !== undefined) return { variant, reason: undefined };
  const [first = {}] = variants;
  return { variant: first, reason: reasonOf(first) };
}

describe.each(['f32', 'f16'] as const)('attention in %s', (precision) => {
  describe.each(kernels)('%s', (id) => {
    const kernel = kernelById(id);

    it.for(cases)('$name', async (shape, { skip }) => {
      const problem: AttentionProblem = { ...shape, precision };
      const { variant, reason } = firstVariant(kernel, problem);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    });

    const problem: AttentionProblem = { ...ragged, causal: true, precision };
    it.skipIf(!FULL).for(kernel.variants(problem))('with %o', async (variant, { skip }) => {
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({
        verified: true,
      });
    });
  });
});

it('takes lanes from their neighbours where there are subgroups', async ({ skip }) => {
  const kernel = kernelById('attention/registers');
  const problem: AttentionProblem = { ...ragged, causal: true, precision: 'f32' };
  const variant = { rows: 2, team: 4, workgroupSize: 4, accumulatorBits: 32 };
  const reason = kernel.unsupported(problem, variant, session.traits);
  if (reason !== undefined) skip(reason);
  expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
});

it('refuses what it cannot do by name', () => {
  const refuse = (id: string, shape: Shape, variant: Tunables) =>
    kernelById(id).unsupported({ ...shape, precision: 'f32' }, variant, session.traits);
  const [tile = {}] = kernelById('attention/tiled').variants({ ...ragged, precision: 'f32' });
  expect(refuse('attention/tiled', { ...ragged, queries: 40, causal: true }, tile)).toMatch(
    /at least as many keys/,
  );
  const split = { part: 128, workgroupSize: 64, team: 1, accumulatorBits: 32 };
  expect(refuse('attention/split-keys', { ...ragged, queries: 40 }, split)).toMatch(/decoding/);
  const wide = { rows: 4, team: 4, workgroupSize: 4, accumulatorBits: 32 };
  expect(refuse('attention/registers', { ...ragged, headSize: 256 }, wide)).toMatch(/Heads of 256/);
});

describe('verification catches', () => {
  const masked: Shape = { ...ragged, causal: true };
  it.for([
    ['tiled', 'a sum that is not rescaled', masked, 'sum0 * shrink0', 'sum0'],
    ['tiled', 'a result that is not rescaled', masked, '*= Accumulator(shrink0)', '*= 1'],
    ['tiled', 'a dropped last block', ragged, '(KEYS + BLOCK_K - 1) / BLOCK_K', 'KEYS / BLOCK_K'],
    ['tiled', 'a mask off by one', masked, 'KEYS - QUERIES + 1 +', 'KEYS - QUERIES +'],
    ['tiled', 'a maximum of each lane alone', masked, 'KEY_LANES + lane]);', 'KEY_LANES + x]);'],
    ['registers', 'a sum that is not rescaled', masked, 'sum0 *= shrink0', 'sum0 *= 1'],
    ['registers', 'a dropped last turn', ragged, '(KEYS + TEAM - 1) / TEAM', 'KEYS / TEAM - 1'],
    ['unfused', 'a mask off by one', masked, 'column + QUERIES <= row', 'column + QUERIES < row'],
    ['unfused', 'a missing scale', ragged, 'f32(value) * SCALE', 'f32(value)'],
    ['split-keys', 'parts that are not rescaled', decoding, 'exp(fact.x - top)', 'f32(1)'],
    [
      'split-keys',
      'a dropped part',
      decoding,
      'part = 0u; part < PARTS',
      'part = 1u; part < PARTS',
    ],
    ['split-keys', 'a lane left out', decoding, 'sharer = 1u', 'sharer = 2u'],
  ] as const)('attention/%s: %s', async ([name, , shape, find, replacement], { skip }) => {
    const broken = withPlantedBug(kernelById(`attention/${name}`), find, replacement);
    const problem: AttentionProblem = { ...shape, precision: 'f32' };
    const { variant, reason } = firstVariant(broken, problem);
    if (reason !== undefined) skip(reason);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
