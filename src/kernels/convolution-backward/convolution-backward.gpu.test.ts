// Both gradients of convolutions on a real adapter: strides, paddings, groups, every variant, and bugs to be
// caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Conv2dShape } from '../../shared/problem.ts';
import type { KernelDescriptor, Tunables } from '../descriptor.ts';
import { kernelById, kernelsFor } from '../registry.ts';
import type { BackwardProblem } from './forward-shape.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const base: Conv2dShape = {
  batch: 1,
  inChannels: 1,
  height: 1,
  width: 1,
  outChannels: 1,
  kernelHeight: 1,
  kernelWidth: 1,
  stride: 1,
  padding: 0,
  groups: 1,
  precision: 'f32',
};
const threeByThree = { kernelHeight: 3, kernelWidth: 3, padding: 1 };
const pointwise = { ...base, inChannels: 12, height: 6, width: 6, outChannels: 10 };
const depthwise = {
  ...base,
  ...threeByThree,
  inChannels: 6,
  outChannels: 6,
  groups: 6,
  height: 9,
  width: 11,
};
const spatial = { ...base, ...threeByThree, inChannels: 5, outChannels: 9, height: 9, width: 10 };
const grouped = { ...spatial, inChannels: 16, outChannels: 18, groups: 2 };

interface Case extends Partial<Conv2dShape> {
  readonly name: string;
  /** Left to the full run: it differs from others only in degree. */
  readonly full?: boolean;
}

const cases: readonly Case[] = [
  { name: 'one element' },
  { name: '1×1', ...pointwise, batch: 2 },
  { name: '1×1 of odd size', ...pointwise, inChannels: 7, height: 5, width: 3 },
  { name: '1×1, stride 2', ...pointwise, height: 7, stride: 2, batch: 2 },
  { name: '1×1 with padding', ...pointwise, padding: 1, full: true },
  { name: '3×3', ...spatial, batch: 2, full: true },
  { name: '3×3, stride 2', ...spatial, stride: 2, batch: 2 },
  { name: '3×3, stride 3', ...spatial, stride: 3, padding: 0, full: true },
  { name: '3×3, two groups', ...grouped },
  { name: '3×3, three small groups', ...spatial, inChannels: 6, outChannels: 9, groups: 3 },
  { name: '5×3 without padding', ...spatial, kernelHeight: 5, padding: 0 },
  {
    name: '7×7, stride 2',
    ...spatial,
    kernelHeight: 7,
    kernelWidth: 7,
    stride: 2,
    padding: 3,
    full: true,
  },
  {
    name: 'rows and columns that no window meets',
    ...spatial,
    kernelHeight: 2,
    kernelWidth: 2,
    stride: 3,
    padding: 0,
  },
  { name: 'stride beyond the residue classes', ...spatial, height: 21, stride: 9, full: true },
  { name: 'tall', ...spatial, height: 60, width: 2, full: true },
  { name: 'wide', ...spatial, height: 2, width: 60 },
  { name: 'padding beyond the kernel', ...spatial, height: 3, width: 3, padding: 3 },
  { name: 'depthwise', ...depthwise, batch: 2 },
  { name: 'depthwise, stride 2', ...depthwise, stride: 2 },
  { name: 'depthwise with a multiplier', ...depthwise, outChannels: 12 },
  { name: 'whole tiles', ...spatial, inChannels: 16, outChannels: 32, height: 16, width: 16 },
  {
    name: 'larger',
    ...spatial,
    inChannels: 40,
    outChannels: 72,
    height: 28,
    width: 30,
    batch: 3,
    full: true,
  },
];

const operations = ['conv2d-backward-data', 'conv2d-backward-weights'] as const;

/** Several tiles, splits and images, and in multiples of four: every variant has its vectors. */
const usual = { ...spatial, inChannels: 8, outChannels: 12, height: 10, width: 12, batch: 3 };

/**
 * Blocks of 128 take seconds to compile on SwiftShader, and the products' own tests run them as well; the
 * largest direct tiles differ from smaller ones in degree only.
 */
function compilesFast({
  blockM = 0,
  tileC = 1,
  tileY = 1,
  tileO = 1,
  tileI = 1,
}: Tunables): boolean {
  return blockM <= 64 && tileC * tileY <= 8 && tileO * tileI <= 8;
}

describe.each(['f32', 'f16'] as const)('gradients in %s', (precision) => {
  describe.each(operations)('%s', (op) => {
    async function check(
      kernel: KernelDescriptor,
      shape: Partial<Conv2dShape>,
      choose: (variants: readonly Tunables[]) => Tunables | undefined,
      skip: (reason: string) => never,
    ): Promise<void> {
      const problem: BackwardProblem = { ...base, ...shape, precision, op };
      const variant = choose(kernel.variants(problem)) ?? {};
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant, 3)).toMatchObject({
        verified: true,
      });
    }

    describe.each(kernelsFor(op).map((kernel) => kernel.id))('%s', (id) => {
      const kernel = kernelById(id);

      it.for(cases.filter(({ full }) => FULL || full !== true))('$name', (shape, { skip }) =>
        check(kernel, shape, ([first]) => first, skip),
      );

      const variants = kernel.variants({ ...usual, precision, op });
      // Neighbours differ in one tunable by one step.
      const daily = variants.filter(compilesFast).filter((_, index) => index % 2 === 0);
      it.for(FULL ? variants : daily)('with %o', (variant, { skip }) =>
        check(kernel, usual, () => variant, skip),
      );

      it.runIf(variants.some((variant) => variant['vectorWidth'] === 4))(
        '1×1 in vectors of four',
        ({ skip }) =>
          check(
            kernel,
            { ...pointwise, batch: 2 },
            (all) => all.find((variant) => variant['vectorWidth'] === 4),
            skip,
          ),
      );
    });
  });
});

describe('verification catches', () => {
  const strided = { ...usual, stride: 2 };
  const skipping = { ...usual, kernelHeight: 1, kernelWidth: 1, padding: 0, stride: 2 };
  const data = 'conv2d-backward-data';
  const weights = 'conv2d-backward-weights';
  const first = () => true;
  const inVectors = (variant: Tunables) => variant['vectorWidth'] === 4;
  const inSplits = (variant: Tunables) => (variant['splits'] ?? 1) > 1;

  it.each([
    [data, 'data-direct', 'a dropped channel', usual, first, 'k < GROUP_OUT', 'k < GROUP_OUT - 1'],
    [data, 'data-direct', 'unflipped weights', usual, first, 'weight0_0_0, ', 'weight0_0_2, '],
    [data, 'data-direct', 'a row off by one', strided, first, '1 + FIRST_Y', '0 + FIRST_Y'],
    [data, 'data-gemm', 'transposed weights', usual, first, '* M + row]', '+ row * K]'],
    [data, 'data-gemm', 'a dropped tap', usual, first, 't < (KERNEL_W +', 't < (KERNEL_W - 1 +'],
    [data, 'data-gemm', 'a residue of the wrong axis', strided, first, 'y % STRIDE', 'x % STRIDE'],
    [data, 'data-gemm', 'values where none belong', skipping, first, '1 == 0', '1 == 1'],
    [data, 'data-gemm', 'a dropped vector', usual, inVectors, '(column < N)', '(column + 4 < N)'],
    [
      data,
      'data-implicit-gemm',
      'a wrong tap',
      strided,
      first,
      'k % TAPS_X * STRIDE',
      'k % TAPS_X',
    ],
    [
      data,
      'data-implicit-gemm',
      'a class in the wrong place',
      strided,
      first,
      'STRIDE + CLASS_X',
      'STRIDE',
    ],
    [
      data,
      'data-implicit-gemm',
      'a class left out',
      skipping,
      first,
      'element < COUNT',
      'element + 1 < COUNT',
    ],
    [weights, 'weights-direct', 'a lost row', usual, first, 'r < SEGMENT', 'r < SEGMENT - 1'],
    [
      weights,
      'weights-direct',
      'a row kept too long',
      usual,
      first,
      '= pixel0_2_0',
      '= pixel0_1_0',
    ],
    [
      weights,
      'weights-direct',
      'a sum of too few',
      usual,
      first,
      'other < LANES',
      'other < LANES / 2',
    ],
    [weights, 'weights-gemm', 'a dropped split', usual, inSplits, 'split < SPLITS', 'split < 1'],
    [weights, 'weights-gemm', 'splits that overlap', usual, inSplits, '% SPLITS * K', '/ 99 * K'],
    [weights, 'weights-gemm', 'padding off by one', usual, first, 'KERNEL_W - PADDING', 'KERNEL_W'],
    [weights, 'weights-gemm', 'a wrong neighbour', usual, inVectors, 'imageX + 1', 'imageX + 2'],
  ] as const)('%s by %s: %s', async (op, name, _, shape, choose, find, replacement) => {
    const broken = withPlantedBug(kernelById(`convolution-backward/${name}`), find, replacement);
    const problem: BackwardProblem = { ...shape, op };
    const variant = broken.variants(problem).find(choose) ?? {};
    const report = await verifyOn(session, broken, problem, variant);
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
