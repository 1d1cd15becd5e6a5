// The gradient of the images by its definition, with reuse: for stride 1 a convolution with flipped weights,
// for larger strides all residue classes at once. Depthwise convolutions are the case of one channel.
import type { Conv2dBackwardDataProblem } from '../../shared/problem.ts';
import { convolutionConstants } from '../convolution/convolution-plan.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { BACKWARD_DATA_BINDINGS, backwardDataPlan } from './backward-data-plan.ts';
import source from './data-direct.wgsl?raw';
import { distinctTiles } from './distinct-tiles.ts';
import { backwardReason, forwardOf } from './forward-shape.ts';
import { patchOf } from './patch.ts';

/** tileY and tileX count strides: at stride 2 a tile of 1 × 4 covers 2 × 8 pixels. */
const TILES: readonly Tunables[] = [
  { tileC: 4, tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileC: 8, tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileC: 4, tileY: 2, tileX: 7, workgroupSize: 32 },
  { tileC: 8, tileY: 2, tileX: 7, workgroupSize: 32 },
  { tileC: 4, tileY: 1, tileX: 2, workgroupSize: 64 },
  { tileC: 1, tileY: 1, tileX: 1, workgroupSize: 64 },
];

/** One channel has no others to share loads with: larger patches do instead. */
const DEPTHWISE_TILES: readonly Tunables[] = [
  { tileC: 1, tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileC: 1, tileY: 4, tileX: 4, workgroupSize: 32 },
  { tileC: 1, tileY: 2, tileX: 7, workgroupSize: 32 },
  { tileC: 1, tileY: 1, tileX: 1, workgroupSize: 64 },
];

/** Sums that an invocation can keep: GPUs have up to 255 registers, loaded values take some. */
const MOST_SUMS = 128;

/** Multiply-adds in the body of the loop: about 1,000 compile in 2 s on SwiftShader. */
const MOST_STEPS = 1024;

function sums({ stride }: Conv2dBackwardDataProblem, tile: Tunables): number {
  const strides = tunable(tile, 'tileY') * tunable(tile, 'tileX');
  return tunable(tile, 'tileC') * strides * stride * stride;
}

function fits(problem: Conv2dBackwardDataProblem, tile: Tunables): boolean {
  const { kernelHeight, kernelWidth } = problem;
  const strides = tunable(tile, 'tileY') * tunable(tile, 'tileX');
  const steps = tunable(tile, 'tileC') * strides * kernelHeight * kernelWidth;
  return sums(problem, tile) <= MOST_SUMS && steps <= MOST_STEPS;
}

function tilesFor(problem: Conv2dBackwardDataProblem): readonly Tunables[] {
  const groupIn = problem.inChannels / problem.groups;
  const tiles = groupIn === 1 ? DEPTHWISE_TILES : TILES;
  return distinctTiles(tiles, { tileC: groupIn }, (tile) => fits(problem, tile));
}

function plan(problem: Conv2dBackwardDataProblem, tunables: Tunables): KernelPlan {
  const { stride, padding, groups, kernelHeight, kernelWidth } = problem;
  const tileC = tunable(tunables, 'tileC');
  const tileY = tunable(tunables, 'tileY');
  const tileX = tunable(tunables, 'tileX');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const rows = patchOf({ strides: tileY, stride, kernel: kernelHeight, padding });
  const columns = patchOf({ strides: tileX, stride, kernel: kernelWidth, padding });
  const tilesX = Math.ceil(problem.width / (tileX * stride));
  const tiles = tilesX * Math.ceil(problem.height / (tileY * stride));
  const channelTiles = Math.ceil(problem.inChannels / groups / tileC);
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...convolutionConstants(forwardOf(problem)),
      TILE_C: tileC,
      TILE_Y: tileY,
      TILE_X: tileX,
      WORKGROUP_SIZE: workgroupSize,
      TILES_X: tilesX,
      CHANNEL_TILES: channelTiles,
      PATCH_Y: rows.length,
      PATCH_X: columns.length,
      SHIFT_Y: rows.shift,
      SHIFT_X: columns.shift,
      // Negative ones wrap, as all coordinates of the shader do.
      FIRST_Y: rows.first >>> 0,
      FIRST_X: columns.first >>> 0,
      RAGGED_X: problem.width % (tileX * stride) === 0 ? 0 : 1,
    },
    sources: [source],
  });
  return backwardDataPlan(problem, tunables, [
    {
      label: 'convolution-backward/data-direct',
      code,
      bindings: BACKWARD_DATA_BINDINGS,
      workgroups: [Math.ceil(tiles / workgroupSize), channelTiles * groups, problem.batch],
    },
  ]);
}

function shapeReason(problem: Conv2dBackwardDataProblem, tunables: Tunables): string | undefined {
  return fits(problem, tunables)
    ? undefined
    : `At stride ${problem.stride} and a kernel of ${problem.kernelHeight}×${problem.kernelWidth}, its tile does not fit in registers; use convolution-backward/data-gemm.`;
}

export const kernel: KernelDescriptor<Conv2dBackwardDataProblem> = {
  id: 'convolution-backward/data-direct',
  op: 'conv2d-backward-data',
  label: 'Direct',
  summary:
    'Every invocation computes a patch of pixels for several channels and shares the gradients it loads.',
  variants: (problem) => combinations(tilesFor(problem), accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    backwardReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
