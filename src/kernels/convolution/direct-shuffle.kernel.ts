// Direct convolution by lanes that hand each other what they loaded. On CPU adapters a load costs as much as
// twenty multiply-adds; on GPUs it saves traffic to the caches without workgroup memory or barriers.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { idleLanesReason, lanesReason } from '../gemm/lanes-reason.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { convolutionConstants, convolutionPlan, convolutionReason } from './convolution-plan.ts';
import source from './direct-shuffle.wgsl?raw';
import epilogue from './epilogue.wgsl?raw';
import exchange from './exchange.wgsl?raw';
import { leastWaste, roundUp } from './least-waste.ts';
import { cutStrips } from './strips.ts';

/**
 * Smaller bodies than matrix products use: beyond about 700 multiply-adds SwiftShader takes twice as long.
 * Workgroups of eight are for adapters that run on a processor: strips of small images fill them. GPUs want 64
 * invocations and fewer sums; the last has one channel a lane, for groups of few channels.
 */
const TILES: readonly Tunables[] = [
  { lanes: 4, tileC: 2, tileY: 2, tileX: 7, workgroupSize: 8 },
  { lanes: 4, tileC: 4, tileY: 1, tileX: 7, workgroupSize: 8 },
  { lanes: 8, tileC: 2, tileY: 1, tileX: 7, workgroupSize: 8 },
  { lanes: 4, tileC: 4, tileY: 1, tileX: 4, workgroupSize: 8 },
  { lanes: 4, tileC: 2, tileY: 1, tileX: 4, workgroupSize: 64 },
  { lanes: 4, tileC: 1, tileY: 2, tileX: 7, workgroupSize: 64 },
];

/** Multiply-adds in the body of the loop; more take seconds to compile and run slower. */
const LONGEST_BODY = 800;

function bodyLength({ kernelWidth }: Conv2dProblem, tile: Tunables): number {
  const pixels = tunable(tile, 'tileY') * tunable(tile, 'tileX');
  return tunable(tile, 'lanes') * tunable(tile, 'tileC') * pixels * kernelWidth;
}

function tilesFor(problem: Conv2dProblem): readonly Tunables[] {
  const { height, width } = conv2dOutputSize(problem);
  const short = TILES.filter((tile) => bodyLength(problem, tile) <= LONGEST_BODY);
  return leastWaste(
    short.length === 0 ? TILES.slice(-1) : short,
    (tile) =>
      roundUp(height, tunable(tile, 'tileY')) *
      roundUp(width, tunable(tile, 'tileX')) *
      roundUp(
        problem.outChannels / problem.groups,
        tunable(tile, 'lanes') * tunable(tile, 'tileC'),
      ),
  );
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const strips = cutStrips(problem, tunables);
  const tileC = tunable(tunables, 'tileC');
  const lanes = tunable(tunables, 'lanes');
  const channelTiles = Math.ceil(problem.outChannels / problem.groups / (tileC * lanes));
  const types = floatTypes(problem.precision, tunables);
  const code = assembleShader({
    ...types,
    enables: [...types.enables, 'subgroups'],
    constants: {
      ...convolutionConstants(problem),
      ...strips.constants,
      TILE_C: tileC,
      CHANNEL_TILES: channelTiles,
      LANES: lanes,
    },
    sources: [exchange, epilogue, source],
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/direct-shuffle',
    code,
    workgroups: [
      Math.ceil((problem.batch * strips.count) / tunable(tunables, 'workgroupSize')),
      channelTiles * problem.groups,
      1,
    ],
  });
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/direct-shuffle',
  op: 'conv2d',
  label: 'Direct, shuffled',
  summary: 'Lanes of a subgroup hand each other the pixels that they loaded.',
  variants: (problem) => combinations(tilesFor(problem), accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    lanesReason(tunable(tunables, 'lanes'), traits) ??
    idleLanesReason(tunable(tunables, 'workgroupSize'), traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
