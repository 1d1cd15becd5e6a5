// Every convolution on a real adapter: strides, paddings, groups, every variant, and bugs to be caught.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { openSession, verifyOn, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import type { Conv2dProblem } from '../../shared/problem.ts';
import { parseProblem } from '../../shared/problem/parse-problem.ts';
import type { Tunables } from '../descriptor.ts';
import { supportedVariants } from '../supported-variants.ts';
import { kernelById, kernelsFor } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const base: Conv2dProblem = {
  op: 'conv2d',
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

const cases: (Partial<Conv2dProblem> & { readonly name: string })[] = [
  { name: 'one element' },
  { name: '1×1', ...pointwise, batch: 2 },
  { name: '1×1 of odd size', ...pointwise, inChannels: 7, height: 5, width: 3 },
  { name: '1×1, stride 2', ...pointwise, height: 7, stride: 2, batch: 2 },
  { name: '1×1 with padding', ...pointwise, padding: 1 },
  { name: '3×3', ...spatial, batch: 2 },
  { name: '3×3, stride 2', ...spatial, stride: 2 },
  { name: '3×3, two groups', ...spatial, inChannels: 6, outChannels: 18, groups: 2 },
  { name: '3×3, three small groups', ...spatial, inChannels: 6, outChannels: 9, groups: 3 },
  { name: '5×3 without padding', ...spatial, kernelHeight: 5, padding: 0 },
  { name: '7×7, stride 2', ...spatial, kernelHeight: 7, kernelWidth: 7, stride: 2, padding: 3 },
  { name: 'tall', ...spatial, height: 60, width: 2 },
  { name: 'wide', ...spatial, height: 2, width: 60 },
  { name: 'padding beyond the kernel', ...spatial, height: 3, width: 3, padding: 3 },
  { name: 'depthwise', ...depthwise, batch: 2 },
  { name: 'depthwise, stride 2', ...depthwise, stride: 2 },
  { name: 'depthwise with a multiplier', ...depthwise, outChannels: 12 },
  { name: '3×3, batch of images smaller than a tile', ...spatial, batch: 5, height: 3, width: 3 },
  { name: '3×3, groups of four', ...spatial, inChannels: 8, outChannels: 8, groups: 2, batch: 2 },
  { name: 'depthwise, many small images', ...depthwise, batch: 3, height: 2, width: 5 },
  {
    name: 'whole strips',
    ...spatial,
    inChannels: 8,
    outChannels: 16,
    height: 18,
    width: 34,
    padding: 0,
  },
];

/** Layers of real networks, which take long on a software adapter. */
const largeCases: typeof cases = [
  { name: 'ResNet 3×3', ...spatial, inChannels: 64, outChannels: 64, height: 56, width: 56 },
  { name: 'ResNet 3×3 of 7×7', ...spatial, inChannels: 512, outChannels: 512, height: 7, width: 7 },
  {
    name: 'ResNet first layer',
    ...spatial,
    inChannels: 3,
    outChannels: 64,
    height: 224,
    width: 224,
    kernelHeight: 7,
    kernelWidth: 7,
    stride: 2,
    padding: 3,
  },
  { name: 'ResNet 1×1', ...pointwise, inChannels: 256, outChannels: 64, height: 56, width: 56 },
  {
    name: 'MobileNet depthwise, stride 2',
    ...depthwise,
    inChannels: 144,
    outChannels: 144,
    groups: 144,
    height: 57,
    width: 56,
    stride: 2,
  },
];
if (FULL) cases.push(...largeCases);

const kernels = kernelsFor('conv2d').map((kernel) => kernel.id);
const home: Readonly<Record<string, Conv2dProblem>> = {
  'convolution/pointwise-gemm': pointwise,
  'convolution/depthwise': depthwise,
  'convolution/direct-shuffle': { ...spatial, outChannels: 18, width: 15 },
  'convolution/winograd': { ...spatial, height: 5 },
};

/** Staging compiles for about a second on SwiftShader: the other cases are left to the full test. */
const stagedCases = new Set([
  '3×3',
  '3×3, stride 2',
  '3×3, groups of four',
  'padding beyond the kernel',
]);
/** Left to the full test: they differ from others only in degree. */
const fullCases = new Set([
  '1×1',
  '1×1 with padding',
  '3×3, two groups',
  'tall',
  'depthwise, many small images',
]);
const casesFor = (id: string) =>
  cases.filter(
    ({ name }) =>
      FULL || (!fullCases.has(name) && (id !== 'convolution/row-band' || stagedCases.has(name))),
  );

describe.each(['f32', 'f16'] as const)('convolution in %s', (precision) => {
  describe.each(kernels)('%s', (id) => {
    const kernel = kernelById(id);

    it.for(casesFor(id))('$name', async (shape, { skip }) => {
      const problem = { ...base, ...shape, precision };
      const [variant = {}] = kernel.variants(problem);
      const reason = kernel.unsupported(problem, variant, session.traits);
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, problem, variant)).toMatchObject({ verified: true });
    });

    const usual = { ...(home[id] ?? spatial), precision };
    // Neighbours differ in one tunable by one step.
    const variants = kernel.variants(usual).filter((_, index) => FULL || index % 2 === 0);
    it.for(variants)('with %o', async (variant, { skip }) => {
      const reason = kernel.unsupported(usual, variant, session.traits);
      if (precision === 'f32' && variant['lanes'] === undefined) expect(reason).toBeUndefined();
      if (reason !== undefined) skip(reason);
      expect(await verifyOn(session, kernel, usual, variant, 3)).toMatchObject({ verified: true });
    });
  });
});

/** One of each way in which a kernel stores its results; they differ in whether they are tiled by lanes or in vectors. */
function waysToStore(id: string, problem: Conv2dProblem): readonly Tunables[] {
  const ways = kernelById(id)
    .variants(problem)
    .filter((each) => kernelById(id).unsupported(problem, each, session.traits) === undefined)
    .map((each) => [JSON.stringify(Object.keys(each)), each] as const);
  return FULL ? ways.map(([, each]) => each) : [...new Map(ways.toReversed()).values()];
}

const fusedHomes: Readonly<Record<string, Conv2dProblem>> = {
  ...home,
  'convolution/direct': { ...spatial, inChannels: 6, outChannels: 18, groups: 2, batch: 2 },
  'convolution/implicit-gemm': { ...spatial, inChannels: 6, outChannels: 18, groups: 2, batch: 2 },
  'convolution/row-band': { ...spatial, inChannels: 8, outChannels: 8, groups: 2, batch: 2 },
  'convolution/depthwise': { ...depthwise, outChannels: 12, batch: 2 },
  'convolution/pointwise-gemm': { ...pointwise, batch: 2 },
};

describe.each(['f32', 'f16'] as const)('fused convolution in %s', (precision) => {
  const epilogues = [{ bias: true, activation: 'relu' }, { bias: true }, { activation: 'relu' }];
  const fused = kernels.flatMap((id) =>
    (FULL ? epilogues : epilogues.slice(0, 1)).map(
      (epilogue) => [id, JSON.stringify(epilogue), epilogue] as const,
    ),
  );
  it.for(fused)('%s with %s', async ([id, , epilogue], { skip }) => {
    const problem = parseProblem({ ...(fusedHomes[id] ?? spatial), precision, ...epilogue });
    if (problem.op !== 'conv2d') return expect.unreachable();
    const variants = waysToStore(id, problem);
    if (variants.length === 0) skip('This adapter has no subgroups, or no f16.');
    for (const variant of variants) {
      expect(await verifyOn(session, id, problem, variant)).toMatchObject({ verified: true });
    }
  });
});

describe('of a fused convolution', () => {
  it.each([
    ['the bias of another channel', 'bias[channel]', 'bias[min(channel + 1, OUT_CHANNELS - 1)]'],
    ['a ReLU that lets through', 'max(value, 0)', 'max(value, -1)'],
    ['the channel within its group', 'finished(channel,', 'finished(channel % GROUP_OUT,'],
  ] as const)('verification catches %s', async (_, find, replacement) => {
    const id = 'convolution/direct';
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const problem = {
      ...(fusedHomes[id] ?? spatial),
      bias: true,
      activation: 'relu',
    } as const;
    const [variant = {}] = broken.variants(problem);
    expect((await verifyOn(session, broken, problem, variant)).verified).toBe(false);
  });
});

describe('verification catches', () => {
  it.for([
    ['convolution/direct', 'a dropped kernel row', 'kernelY < KERNEL_H', 'kernelY < KERNEL_H - 1'],
    ['convolution/direct', 'padding off by one', '+ 1 - PADDING', '+ 1'],
    ['convolution/direct', 'a swapped stride', 'HEIGHT - 1)) * WIDTH', 'HEIGHT - 1)) * HEIGHT'],
    [
      'convolution/implicit-gemm',
      'a swapped stride',
      'position / OUT_WIDTH',
      'position / OUT_HEIGHT',
    ],
    ['convolution/implicit-gemm', 'a wrong tap', 'k % KERNEL_W', 'k % KERNEL_W / 2'],
    [
      'convolution/pointwise-gemm',
      'a dropped turn',
      'turn < K / UNROLL_K',
      'turn < K / UNROLL_K - 1',
    ],
    ['convolution/pointwise-gemm', 'a swapped stride', 'row * K + k', 'k * M + row'],
    [
      'convolution/direct-shuffle',
      'a partner mistaken',
      'let pixel1_0 = exchange1',
      'let pixel1_0 = exchange2',
    ],
    ['convolution/direct-shuffle', 'a strip of another', 'exchangeIndex1(item)', 'item'],
    ['convolution/row-band', 'a wrong tap', 'kernelY * KERNEL_W;', 'kernelY * KERNEL_H + 1;'],
    [
      'convolution/row-band',
      'a channel of the band dropped',
      '(channel < GROUP_IN) &',
      '(channel < GROUP_IN - 1) &',
    ],
    [
      'convolution/winograd',
      'a sign of the weights',
      '0.5 * (row0 + row2 - row1)',
      '0.5 * (row0 - row2 - row1)',
    ],
    ['convolution/winograd', 'a sign of the pixels', 'pixel2_1 - pixel1_1', 'pixel1_1 - pixel2_1'],
    [
      'convolution/winograd',
      'two products mistaken',
      '(layer * K + k) * N',
      '(layer / 2 * K + k) * N',
    ],
    [
      'convolution/winograd',
      'a sign of the results',
      'across1_1 - across2_1 - across3_1',
      'across1_1 - across2_1 + across3_1',
    ],
    [
      'convolution/winograd',
      'tiles in a wrong place',
      'tile / TILES_X % TILES_Y * 2;',
      'tile / TILES_Y % TILES_Y * 2;',
    ],
    ['convolution/depthwise', 'a wrong weight', 'KERNEL_H + 1) *', 'KERNEL_H + 2) *'],
    ['convolution/depthwise', 'a row off by one', 'STRIDE + 2 - PADDING', 'STRIDE + 1 - PADDING'],
  ])('%s: %s', async ([id = '', , find = '', replacement = ''], { skip }) => {
    const broken = withPlantedBug(kernelById(id), find, replacement);
    const problem = home[id] ?? spatial;
    const [variant] = supportedVariants(broken, problem, session.traits);
    if (variant === undefined) skip('This adapter has no subgroups.');
    const report = await verifyOn(session, broken, problem, variant ?? {});
    expect(report.verified).toBe(false);
    expect(report.reason).not.toBe('');
  });
});
