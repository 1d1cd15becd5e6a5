// Depthwise convolution: one input channel per output, so there is no sum over channels to hide loads
// behind, and all that counts is to load each pixel once.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { convolutionConstants, convolutionPlan, convolutionReason } from './convolution-plan.ts';
import source from './depthwise.wgsl?raw';
import epilogue from './epilogue.wgsl?raw';
import { leastWaste, roundUp } from './least-waste.ts';
import { cutStrips } from './strips.ts';

/**
 * The small tiles fill GPUs with lanes that read neighbouring pixels; the large ones load the fewest pixels
 * for each result (1.7 with 7 × 7 against 4.5 with 1 × 4, for 3 × 3), which decides on CPU adapters.
 */
const TILES: readonly Tunables[] = [
  { tileY: 4, tileX: 4, workgroupSize: 32 },
  { tileY: 2, tileX: 4, workgroupSize: 64 },
  { tileY: 7, tileX: 7, workgroupSize: 16 },
  { tileY: 4, tileX: 7, workgroupSize: 16 },
  { tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileY: 4, tileX: 1, workgroupSize: 64 },
  { tileY: 1, tileX: 7, workgroupSize: 64 },
];

/** Pixels that an invocation can keep: GPUs have up to 255 registers, sums and addresses take some. */
const LARGEST_PATCH = 160;

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const strips = cutStrips(problem, tunables);
  const items = strips.count * problem.outChannels * problem.batch;
  const grid = foldedGrid(Math.ceil(items / tunable(tunables, 'workgroupSize')));
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...convolutionConstants(problem),
      ...strips.constants,
      GRID_WIDTH: grid[0],
    },
    sources: [epilogue, source],
  });
  return convolutionPlan(problem, tunables, {
    label: 'convolution/depthwise',
    code,
    workgroups: grid,
  });
}

function shapeReason(problem: Conv2dProblem, tunables: Tunables): string | undefined {
  const { groups, inChannels, stride, kernelHeight, kernelWidth } = problem;
  if (groups !== inChannels)
    return 'It computes depthwise convolutions only: one group per channel.';
  const rows = (tunable(tunables, 'tileY') - 1) * stride + kernelHeight;
  const columns = (tunable(tunables, 'tileX') - 1) * stride + kernelWidth;
  return rows * columns > LARGEST_PATCH
    ? `Its ${rows} × ${columns} patch of the image does not fit in registers; use convolution/direct.`
    : undefined;
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/depthwise',
  op: 'conv2d',
  label: 'Depthwise',
  summary: 'Every invocation keeps a patch of one channel in registers and loads each pixel once.',
  variants(problem) {
    const { height, width } = conv2dOutputSize(problem);
    const fitting = leastWaste(
      TILES,
      (tile) => roundUp(height, tunable(tile, 'tileY')) * roundUp(width, tunable(tile, 'tileX')),
    );
    return combinations(fitting, accumulatorVariants(problem.precision));
  },
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
