// Every product on a real adapter: awkward shapes, transposed operands, batches, epilogues, every tunable variant,
// and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { problemLabel, type MatmulProblem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

type Features = Omit<MatmulProblem, 'op' | 'm' | 'n' | 'k'>;

function product(m: number, n: number, k: number, features: Partial<Features> = {}): MatmulProblem {
  return { op: 'matmul', m, n, k, precision: 'f32', ...features };
}

const everything = { bias: true, activation: 'gelu', residual: true } as const;

const problems: readonly MatmulProblem[] = [
  product(1, 1, 1),
  product(7, 5, 3),
  product(200, 3, 17),
  product(3, 200, 17),
  product(129, 130, 131),
  product(9, 14, 75, { transpose: 'a', batch: 3, bias: true, activation: 'relu' }),
  product(9, 14, 75, { transpose: 'b', batch: 3, residual: true }),
  product(36, 40, 68, { transpose: 'a', ...everything }),
  product(36, 40, 68, { transpose: 'b', batch: 2 }),
  ...(FULL
    ? [
        product(9, 11, 1),
        product(1, 260, 520, { transpose: 'b' }),
        product(36, 68, 72, { activation: 'gelu' }),
        product(128, 128, 64),
        product(5, 9, 70, { bias: true }),
        product(5, 9, 70, { activation: 'relu' }),
        product(12, 20, 68, { residual: true }),
        product(12, 20, 68, { ...everything, batch: 3 }),
        product(5, 9, 70, { ...everything, transpose: 'b' }),
      ]
    : []),
];

/** What kernels of their own are for: products with a vector, and long sums. */
const rows = product(260, 1, 520, { batch: 2 });
const columns = product(1, 72, 64, { ...everything, batch: 3 });
const deep = product(20, 24, 1000, { ...everything, batch: 2 });
const special: readonly MatmulProblem[] = [
  deep,
  product(40, 24, 1030, { transpose: 'b' }),
  product(1, 1, 300),
  product(260, 1, 520, { transpose: 'a' }),
  product(1, 70, 33, { ...everything, transpose: 'b' }),
  product(71, 1, 64, { ...everything, batch: 3 }),
];
const specialists = ['matmul/gemv', 'matmul/split-k'];

/** Where variants differ in more than sizes, all of them are tested always. */
const variantProblems: Readonly<Record<string, readonly MatmulProblem[]>> = {
  'matmul/gemv': [rows, columns],
  'matmul/split-k': [deep],
};

const precisions = ['f32', 'f16'] as const;

interface Case {
  readonly id: string;
  readonly label: string;
  readonly asked: MatmulProblem;
}

/** A test for every kernel, precision and problem. */
function cases(problemsOf: (id: string) => readonly MatmulProblem[]): readonly Case[] {
  return kernelsFor('matmul').flatMap(({ id }) =>
    precisions.flatMap((precision) =>
      problemsOf(id).map((problem) => {
        const asked = { ...problem, precision };
        return { id, label: `${problemLabel(asked)}, ${precision}`, asked };
      }),
    ),
  );
}

function supported(id: string, problem: MatmulProblem): readonly Tunables[] {
  const kernel = kernelById(id);
  return kernel
    .variants(problem)
    .filter((variant) => kernel.unsupported(problem, variant, session.traits) === undefined);
}

async function verifyAll({ id, asked }: Case, variants: readonly Tunables[]): Promise<void> {
  for (const variant of variants) {
    const report = await verifyOn(session, id, asked, variant, 3);
    expect(report, JSON.stringify(variant)).toMatchObject({ verified: true });
  }
}

describe('matmul', () => {
  it.for(cases((id) => (FULL || specialists.includes(id) ? [...problems, ...special] : problems)))(
    '$id: $label',
    async (asked, { skip }) => {
      const variants = supported(asked.id, asked.asked);
      const ofEachAccumulation = [32, 16]
        .map((bits) => variants.find((variant) => variant['accumulatorBits'] === bits))
        .filter((variant) => variant !== undefined);
      if (ofEachAccumulation.length === 0) skip('It refuses this problem here.');
      await verifyAll(asked, ofEachAccumulation);
    },
  );
});

describe.runIf(FULL)('every variant of', () => {
  const odd = product(37, 69, 21, { batch: 2 });
  const whole = product(36, 68, 20, { transpose: 'b' });
  it.for(cases((id) => [...(variantProblems[id] ?? []), odd, whole]))(
    '$id: $label',
    async (asked, { skip }) => {
      const variants = supported(asked.id, asked.asked);
      if (variants.length === 0) skip('It refuses this problem here.');
      await verifyAll(asked, variants);
    },
  );
});

describe('verification catches', () => {
  const plain = product(33, 36, 20);
  const fused = product(33, 36, 20, everything);
  const turned = product(33, 36, 20, { transpose: 'b' });
  it.each<[string, string, MatmulProblem, string, string]>([
    ['matmul/naive', 'a dropped last product', plain, 'k < K;', 'k < K - 1;'],
    ['matmul/naive', 'a swapped stride', plain, 'row * DEPTH + k', 'row * M + k'],
    [
      'matmul/naive',
      'a layer of another product',
      product(5, 6, 7, { batch: 2 }),
      'layer *',
      '0 *',
    ],
    ['matmul/naive', 'a bias by rows', fused, 'bias[column /', 'bias[column * 0 /'],
    [
      'matmul/naive',
      'a residual before GELU',
      fused,
      'value = gelu(value)',
      'value += gelu(value)',
    ],
    [
      'matmul/register-tile',
      'a dropped turn',
      plain,
      'turn < K / UNROLL_K',
      'turn < K / UNROLL_K - 1',
    ],
    [
      'matmul/register-tile',
      'a swapped transposition',
      turned,
      'column * DEPTH + k',
      'k * N + column',
    ],
    [
      'matmul/register-tile',
      'a column off by one',
      plain,
      'firstColumn + 1 *',
      'firstColumn + 2 *',
    ],
    ['matmul/block-tile', 'a dropped block', plain, 'turn < (K + BLOCK_K - 1) /', 'turn < K /'],
    ['matmul/block-tile', 'squares mixed up', plain, 'row0[1], row1[1]', 'row1[1], row0[1]'],
    [
      'matmul/block-tile',
      'squares of B turned',
      turned,
      'column0[1], column1[1]',
      'column1[1], column0[1]',
    ],
    ['matmul/block-tile', 'swapped invocations', plain, 'let x = index % ', 'let x = index / '],
    [
      'matmul/block-tile',
      'a forgotten residual',
      fused,
      'value += WidePacket(residual',
      '_ = WidePacket(residual',
    ],
    ['matmul/split-k', 'a partial sum left out', deep, 'split < SPLITS', 'split < SPLITS - 1'],
    [
      'matmul/split-k',
      'parts that overlap',
      deep,
      'layer % SPLITS * K + k, DEPTH',
      'layer % SPLITS * K, DEPTH',
    ],
    ['matmul/split-k', 'an epilogue of another column', deep, 'index % N', 'index / N % N'],
    [
      'matmul/gemv',
      'a reduction that ends early',
      rows,
      'step < TREE_STEPS',
      'step < TREE_STEPS - 1',
    ],
    ['matmul/gemv', 'a rest left out', rows, 'beyond < LOADS', 'beyond < WHOLE'],
    ['matmul/gemv', 'a split left out', columns, 'split < SPLITS', 'split < SPLITS - 1'],
    ['matmul/gemv', 'a bias of another column', columns, 'output % N', '0'],
  ])('%s: %s', async (id, _, asked, find, replacement) => {
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const [variant = {}] = broken.variants(asked);
    const report = await verifyOn(session, broken, asked, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
