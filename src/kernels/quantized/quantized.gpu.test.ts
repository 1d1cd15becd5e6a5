// Every quantized product on a real adapter: awkward shapes, every scheme and group size, every tunable
// variant, and bugs that must be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { problemLabel, type QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

type Size = readonly [m: number, n: number, k: number];
type Float = 'f32' | 'f16';

function int8([m, n, k]: Size): QuantizedMatmulProblem {
  return { op: 'quantized-matmul', m, n, k, precision: 'i8', scheme: 'int8' };
}

function int8Weights([m, n, k]: Size, precision: Float = 'f32'): QuantizedMatmulProblem {
  return { op: 'quantized-matmul', m, n, k, precision, scheme: 'int8-weights' };
}

function int4Weights(
  [m, n, k]: Size,
  groupSize: number,
  precision: Float = 'f32',
): QuantizedMatmulProblem {
  return { op: 'quantized-matmul', m, n, k, precision, scheme: 'int4-weights', groupSize };
}

const int8Problems = [
  int8([1, 1, 1]),
  int8([7, 5, 3]),
  int8([150, 2, 37]),
  int8([2, 150, 18]),
  int8([64, 64, 128]),
];

function weightsProblems(precision: Float): readonly QuantizedMatmulProblem[] {
  return [
    int8Weights([1, 1, 1], precision),
    int8Weights([3, 5, 7], precision),
    int8Weights([2, 150, 20], precision),
    int4Weights([1, 1, 1], 1, precision),
    int4Weights([4, 7, 11], 11, precision),
    int4Weights([150, 2, 24], 8, precision),
    int4Weights([1, 130, 192], 64, precision),
    int4Weights([64, 64, 64], 32, precision),
  ];
}

const problems = [...int8Problems, ...weightsProblems('f32'), ...weightsProblems('f16')];

/** A block tile takes a second to compile on software adapters: odd shapes and whole tiles every day. */
function isForEveryDay(id: string, { n, k }: QuantizedMatmulProblem): boolean {
  return FULL || !id.endsWith('block-tile') || n === 64 || k === 7 || k === 37;
}

/** "64 × 64 × 64, int4 weights in groups of 32, f16". */
function titleOf(problem: QuantizedMatmulProblem): string {
  const { groupSize, precision } = problem;
  const groups = groupSize === undefined ? '' : ` in groups of ${groupSize}`;
  return `${problemLabel(problem)}${groups}, ${precision}`;
}

const cases = kernelsFor('quantized-matmul').flatMap((kernel) =>
  problems
    .filter((problem) => isForEveryDay(kernel.id, problem))
    .map((problem) => [kernel.id, titleOf(problem), problem] as const),
);

/** Half precision is summed in f32 and in f16. */
function firstOfEachAccumulator(variants: readonly Tunables[]): readonly Tunables[] {
  return variants.filter(
    ({ accumulatorBits }, index) =>
      variants.findIndex((other) => other['accumulatorBits'] === accumulatorBits) === index,
  );
}

/** Why it does not run here; otherwise expects it to be right. */
async function check(
  id: string,
  problem: QuantizedMatmulProblem,
  variant: Tunables,
): Promise<string | undefined> {
  const reason = kernelById(id).unsupported(problem, variant, session.traits);
  if (reason !== undefined) return reason;
  expect(await verifyOn(session, id, problem, variant)).toMatchObject({ verified: true });
  return undefined;
}

describe('quantized products', () => {
  it.for(cases)('%s: %s', async ([id, , problem], { skip }) => {
    for (const variant of firstOfEachAccumulator(kernelById(id).variants(problem))) {
      const reason = await check(id, problem, variant);
      if (reason !== undefined) skip(reason);
    }
  });
});

const larger = [
  int8([70, 200, 300]),
  int8Weights([4, 600, 515]),
  int8Weights([70, 130, 200], 'f16'),
  int4Weights([3, 600, 512], 128),
  int4Weights([70, 132, 96], 16),
  int4Weights([2, 600, 512], 32, 'f16'),
  int4Weights([70, 130, 96], 96, 'f16'),
];

/** Matrix units come in hundreds of variants of which a device fits few: those are one test a problem. */
describe.runIf(FULL)('every variant', () => {
  const [scalar, units] = [false, true].map((matrixUnits) =>
    kernelsFor('quantized-matmul').filter(
      (kernel) => (kernel.matrixUnits === true) === matrixUnits,
    ),
  );
  const variants = (scalar ?? []).flatMap((kernel) =>
    larger.flatMap((problem) =>
      kernel
        .variants(problem)
        .map((variant) => [kernel.id, titleOf(problem), JSON.stringify(variant), problem] as const),
    ),
  );
  it.for(variants)('%s: %s, %s', async ([id, , json, problem], { skip }) => {
    const reason = await check(id, problem, JSON.parse(json) as Tunables);
    if (reason !== undefined) skip(reason);
  });

  const wholes = (units ?? []).flatMap((kernel) =>
    larger.map((problem) => [kernel.id, titleOf(problem), problem] as const),
  );
  it.for(wholes)('%s: %s', async ([id, , problem], { skip }) => {
    const reasons: (string | undefined)[] = [];
    for (const variant of kernelById(id).variants(problem)) {
      reasons.push(await check(id, problem, variant));
    }
    if (reasons.every((reason) => reason !== undefined)) skip(reasons[0]);
  });
});

describe('verification catches', () => {
  const ints = int8([9, 11, 48]);
  const bytes = int8Weights([3, 9, 23]);
  const nibbles = int4Weights([3, 9, 48], 16);
  const halves = int4Weights([1, 9, 48], 16, 'f16');
  const oneRow = { bytes: int8Weights([1, 9, 23]), nibbles: int4Weights([1, 9, 48], 16) };
  const lowest = '(word >> (index * BITS)) &';
  const reversed = '(word >> (12u - index * BITS)) &';
  it.for([
    ['quantized/int8-register-tile', ints, 'a dropped last word', '< WORDS;', '< WORDS - 1;'],
    ['quantized/int8-register-tile', ints, 'a row read twice', 'a[row1 *', 'a[row0 *'],
    ['quantized/int8-register-tile', ints, 'a wrong scale', 'scaleW[column1]', 'scaleW[column0]'],
    ['quantized/int8-block-tile', ints, 'a wrong word', 'a0[1], w0[1]', 'a0[1], w0[2]'],
    ['quantized/int8-block-tile', ints, 'padding along k', 'vector < K_VECTORS)', 'true)'],
    ['quantized/weights-gemv', oneRow.nibbles, 'a wrong nibble order', lowest, reversed],
    [
      'quantized/weights-gemv',
      oneRow.nibbles,
      'a wrong group',
      '/ GROUP_WORDS,',
      '/ GROUP_WORDS / 2,',
    ],
    [
      'quantized/weights-gemv',
      oneRow.bytes,
      'a dropped last word',
      'row < WORDS)',
      'row < WORDS - 1)',
    ],
    [
      'quantized/weights-gemv',
      oneRow.bytes,
      'a lost slice',
      'slice < SLICES',
      'slice < SLICES - 7',
    ],
    ['quantized/weights-gemv', halves, 'a wrong nibble order', lowest, reversed],
    ['quantized/weights-register-tile', nibbles, 'a wrong nibble order', lowest, reversed],
    ['quantized/weights-register-tile', nibbles, 'a wrong group', '[scaleRow * N', '[0 * N'],
    ['quantized/weights-register-tile', bytes, 'lost signs', 'word ^ SIGN_BITS', 'word'],
    ['quantized/weights-register-tile', bytes, 'a dropped word', '< GROUP_WORDS;', '< 5u;'],
    ['quantized/weights-block-tile', nibbles, 'a wrong nibble order', lowest, reversed],
    ['quantized/weights-block-tile', nibbles, 'a wrong group', '/ GROUP_WORDS,', '/ WORDS,'],
  ] as const)('%s, %o: %s', async ([id, problem, , find, replacement], { skip }) => {
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const [variant = {}] = broken.variants(problem);
    const reason = broken.unsupported(problem, variant, session.traits);
    if (reason !== undefined) skip(reason);
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
