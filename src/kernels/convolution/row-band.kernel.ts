// Implicit GEMM that gathers nothing while it multiplies: the band of the image that a patch of results needs
// is staged with its padding in workgroup memory. Published measurements on GPUs saw 1.2–2× over gathering.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason, type WorkgroupNeeds } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { convolutionConstants, convolutionPlan, convolutionReason } from './convolution-plan.ts';
import { leastWaste, roundUp } from './least-waste.ts';
import source from './row-band.wgsl?raw';
import epilogue from './epilogue.wgsl?raw';

/** 32 to 128 invocations with 32 to 56 sums each; patches as wide as the usual images are divisible by. */
const TILES: readonly Tunables[] = [
  { blockC: 32, threadC: 8, patchY: 4, patchX: 14, threadX: 7 },
  { blockC: 64, threadC: 8, patchY: 4, patchX: 16, threadX: 4 },
  { blockC: 64, threadC: 8, patchY: 7, patchX: 8, threadX: 4 },
];

/**
 * Two to three input channels of a 3×3 kernel are 18–27 products deep, as deep as block tiles go; more would
 * cost occupancy, and SwiftShader clears workgroup memory with one instruction per word.
 */
const STAGED_BYTES = 6 * 1024;

/** Deeper blocks than this save hardly any barriers. */
const MOST_STAGED_CHANNELS = 8;

/** Words of workgroup memory for each staged input channel. */
function wordsPerChannel(problem: Conv2dProblem, tile: Tunables): number {
  const { stride, kernelHeight, kernelWidth } = problem;
  const bandY = (tunable(tile, 'patchY') - 1) * stride + kernelHeight;
  const bandX = (tunable(tile, 'patchX') - 1) * stride + kernelWidth;
  return bandY * bandX + kernelHeight * kernelWidth * (tunable(tile, 'blockC') + 4);
}

function stagedChannels(problem: Conv2dProblem, tile: Tunables): number {
  const fitting = Math.floor(STAGED_BYTES / (4 * wordsPerChannel(problem, tile)));
  const groupIn = problem.inChannels / problem.groups;
  return Math.max(1, Math.min(MOST_STAGED_CHANNELS, fitting, groupIn));
}

function threads(tunables: Tunables): number {
  const strips = tunable(tunables, 'patchX') / tunable(tunables, 'threadX');
  const channels = tunable(tunables, 'blockC') / tunable(tunables, 'threadC');
  return channels * tunable(tunables, 'patchY') * strips;
}

function needs(problem: Conv2dProblem, tunables: Tunables): WorkgroupNeeds {
  const words = wordsPerChannel(problem, tunables) * tunable(tunables, 'stageC');
  return { invocations: threads(tunables), storageBytes: 4 * words };
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const { height, width } = conv2dOutputSize(problem);
  const blockC = tunable(tunables, 'blockC');
  const patchY = tunable(tunables, 'patchY');
  const patchX = tunable(tunables, 'patchX');
  const channelBlocks = Math.ceil(problem.outChannels / problem.groups / blockC);
  const patchesX = Math.ceil(width / patchX);
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...convolutionConstants(problem),
      BLOCK_C: blockC,
      THREAD_C: tunable(tunables, 'threadC'),
      PATCH_Y: patchY,
      PATCH_X: patchX,
      THREAD_X: tunable(tunables, 'threadX'),
      STAGE_C: tunable(tunables, 'stageC'),
      THREADS: threads(tunables),
      CHANNEL_BLOCKS: channelBlocks,
      PATCHES_X: patchesX,
    },
    sources: [epilogue, source],
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/row-band',
    code,
    workgroups: [
      patchesX * Math.ceil(height / patchY),
      channelBlocks * problem.groups,
      problem.batch,
    ],
  });
}

function tileReason(tunables: Tunables): string | undefined {
  const divides =
    tunable(tunables, 'blockC') % tunable(tunables, 'threadC') === 0 &&
    tunable(tunables, 'threadC') % 4 === 0 &&
    tunable(tunables, 'patchX') % tunable(tunables, 'threadX') === 0;
  return divides
    ? undefined
    : 'Its blocks must be whole numbers of thread tiles, and threadC a multiple of 4.';
}

function shapeReason({ groups, outChannels }: Conv2dProblem): string | undefined {
  return groups > 1 && outChannels / groups < 4
    ? 'Groups of fewer than 4 output channels leave its blocks almost empty; use convolution/direct or convolution/depthwise.'
    : undefined;
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/row-band',
  op: 'conv2d',
  label: 'Staged row band',
  summary:
    'Stages the padded rows under a patch of results in workgroup memory once for all taps and channels.',
  variants(problem) {
    const { height, width } = conv2dOutputSize(problem);
    const fitting = leastWaste(
      TILES,
      (tile) =>
        roundUp(height, tunable(tile, 'patchY')) *
        roundUp(width, tunable(tile, 'patchX')) *
        roundUp(problem.outChannels / problem.groups, tunable(tile, 'blockC')),
    );
    return combinations(
      fitting.map((tile) => ({ ...tile, stageC: stagedChannels(problem, tile) })),
      accumulatorVariants(problem.precision),
    );
  },
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem) ??
    tileReason(tunables) ??
    limitReason(needs(problem, tunables), () => plan(problem, tunables), traits),
  plan,
};
