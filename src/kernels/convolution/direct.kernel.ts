// Convolution by its definition, with reuse: no gathering into a matrix, so every loaded pixel serves all
// taps of a row. Beats implicit GEMM by 1.4–1.7× on CPU adapters.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { convolutionConstants, convolutionPlan, convolutionReason } from './convolution-plan.ts';
import source from './direct.wgsl?raw';
import epilogue from './epilogue.wgsl?raw';
import { leastWaste, roundUp } from './least-waste.ts';
import { cutStrips, withFittingWorkgroup } from './strips.ts';

/** Measured on SwiftShader: seven pixels × two rows a lane is best for 56 × 56 images. */
const TILES: readonly Tunables[] = [
  { tileC: 4, tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileC: 8, tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileC: 4, tileY: 2, tileX: 7, workgroupSize: 32 },
  { tileC: 8, tileY: 2, tileX: 7, workgroupSize: 32 },
  { tileC: 8, tileY: 1, tileX: 7, workgroupSize: 8 },
];

/** The tiles without channels that the problem does not have and without much overhang, each form once. */
function tilesFor(problem: Conv2dProblem): readonly Tunables[] {
  const { height, width } = conv2dOutputSize(problem);
  const channels = problem.outChannels / problem.groups;
  const fitting = leastWaste(
    TILES.map((tile) => ({ ...tile, tileC: Math.min(tunable(tile, 'tileC'), channels) })),
    (tile) =>
      roundUp(height, tunable(tile, 'tileY')) *
      roundUp(width, tunable(tile, 'tileX')) *
      roundUp(channels, tunable(tile, 'tileC')),
  );
  return [
    ...new Map(
      fitting
        .map((tile) => withFittingWorkgroup(problem, tile))
        .map((tile) => [JSON.stringify(tile), tile]),
    ).values(),
  ];
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const strips = cutStrips(problem, tunables);
  const tileC = tunable(tunables, 'tileC');
  const channelTiles = Math.ceil(problem.outChannels / problem.groups / tileC);
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...convolutionConstants(problem),
      ...strips.constants,
      TILE_C: tileC,
      CHANNEL_TILES: channelTiles,
    },
    sources: [epilogue, source],
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/direct',
    code,
    workgroups: [
      Math.ceil((problem.batch * strips.count) / tunable(tunables, 'workgroupSize')),
      channelTiles * problem.groups,
      1,
    ],
  });
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/direct',
  op: 'conv2d',
  label: 'Direct',
  summary:
    'Every invocation computes a strip of pixels for several channels and shares what it loads.',
  variants: (problem) => combinations(tilesFor(problem), accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
