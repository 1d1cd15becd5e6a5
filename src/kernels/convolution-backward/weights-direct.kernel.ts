// The gradient of the weights by its definition, with reuse: a workgroup keeps all taps of a few pairs of
// channels in registers and slides over the image. Depthwise convolutions are the case of one pair.
import { conv2dOutputSize, type Conv2dBackwardWeightsProblem } from '../../shared/problem.ts';
import { convolutionConstants } from '../convolution/convolution-plan.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { backwardWeightsPlan } from './backward-weights-plan.ts';
import { distinctTiles } from './distinct-tiles.ts';
import { backwardReason, forwardOf, tensorLengths } from './forward-shape.ts';
import { rowSegments } from './row-segments.ts';
import { splitSums, splitVariants } from './split-sums.ts';
import source from './weights-direct.wgsl?raw';

const TILES: readonly Tunables[] = [
  { tileO: 2, tileI: 1, tileX: 4, lanes: 32 },
  { tileO: 4, tileI: 1, tileX: 4, lanes: 32 },
  { tileO: 4, tileI: 2, tileX: 4, lanes: 32 },
  { tileO: 4, tileI: 2, tileX: 7, lanes: 32 },
  { tileO: 8, tileI: 2, tileX: 4, lanes: 32 },
  { tileO: 1, tileI: 1, tileX: 2, lanes: 32 },
];

/** One channel has no others to share loads with: only longer strips do. */
const DEPTHWISE_TILES: readonly Tunables[] = [
  { tileO: 1, tileI: 1, tileX: 4, lanes: 32 },
  { tileO: 1, tileI: 1, tileX: 7, lanes: 32 },
  { tileO: 1, tileI: 1, tileX: 2, lanes: 32 },
];

/** Sums and pixels that an invocation can keep: GPUs have up to 255 registers. */
const MOST_REGISTERS = 200;

/** Multiply-adds in the body of the loop: about 1,000 compile in 2 s on SwiftShader. */
const MOST_STEPS = 1024;

/** Rows that a strip should keep when splits shorten it: the first of them loads a whole window. */
const LEAST_ROWS = 4;

function sumsOf({ kernelHeight, kernelWidth }: Conv2dBackwardWeightsProblem, tile: Tunables) {
  return tunable(tile, 'tileO') * tunable(tile, 'tileI') * kernelHeight * kernelWidth;
}

function patchX({ stride, kernelWidth }: Conv2dBackwardWeightsProblem, tile: Tunables): number {
  return (tunable(tile, 'tileX') - 1) * stride + kernelWidth;
}

function fits(problem: Conv2dBackwardWeightsProblem, tile: Tunables): boolean {
  const sums = sumsOf(problem, tile);
  const pixels = tunable(tile, 'tileI') * patchX(problem, tile) * problem.kernelHeight;
  return sums + pixels <= MOST_REGISTERS && sums * tunable(tile, 'tileX') <= MOST_STEPS;
}

function tilesFor(problem: Conv2dBackwardWeightsProblem): readonly Tunables[] {
  const { inChannels, outChannels, groups } = problem;
  const largest = { tileO: outChannels / groups, tileI: inChannels / groups };
  const depthwise = inChannels === groups && outChannels === groups;
  return distinctTiles(depthwise ? DEPTHWISE_TILES : TILES, largest, (tile) => fits(problem, tile));
}

interface Grid {
  readonly tilesI: number;
  readonly tilesO: number;
  /** Strips of all images, of full height. */
  readonly strips: number;
}

function gridOf(problem: Conv2dBackwardWeightsProblem, tile: Tunables): Grid {
  const { batch, groups } = problem;
  return {
    tilesI: Math.ceil(problem.inChannels / groups / tunable(tile, 'tileI')),
    tilesO: Math.ceil(problem.outChannels / groups / tunable(tile, 'tileO')),
    strips: batch * Math.ceil(conv2dOutputSize(problem).width / tunable(tile, 'tileX')),
  };
}

function variantsFor(problem: Conv2dBackwardWeightsProblem): readonly Tunables[] {
  const { height } = conv2dOutputSize(problem);
  return tilesFor(problem).flatMap((tile) => {
    const { tilesI, tilesO, strips } = gridOf(problem, tile);
    const most = Math.ceil((strips * height) / (LEAST_ROWS * tunable(tile, 'lanes')));
    return combinations([tile], splitVariants(tilesI * tilesO * problem.groups, most));
  });
}

/** Sums that go through workgroup memory at a time: one for each invocation to add up. */
function chunkOf(problem: Conv2dBackwardWeightsProblem, tunables: Tunables): number {
  return Math.min(sumsOf(problem, tunables), tunable(tunables, 'lanes'));
}

function plan(problem: Conv2dBackwardWeightsProblem, tunables: Tunables): KernelPlan {
  const { batch, groups, stride, kernelHeight, kernelWidth, precision } = problem;
  const [tileX, lanes] = [tunable(tunables, 'tileX'), tunable(tunables, 'lanes')];
  const splits = tunable(tunables, 'splits');
  const { tilesI, tilesO, strips } = gridOf(problem, tunables);
  const keptRows = Math.max(0, kernelHeight - stride);
  const { segment, segments } = rowSegments({
    height: conv2dOutputSize(problem).height,
    strips,
    invocations: lanes * splits,
    rowCost: Math.min(stride, kernelHeight),
    startCost: keptRows,
  });
  const units = strips * segments;
  const sums = sumsOf(problem, tunables);
  const chunk = chunkOf(problem, tunables);
  const { target, type, passes, scratch } = splitSums(
    precision,
    tunables,
    splits,
    tensorLengths(problem).w,
  );
  const types = floatTypes(precision, tunables);
  const code = assembleShader({
    enables: types.enables,
    aliases: { ...types.aliases, Part: type },
    constants: {
      ...convolutionConstants(forwardOf(problem)),
      TILE_O: tunable(tunables, 'tileO'),
      TILE_I: tunable(tunables, 'tileI'),
      TILE_X: tileX,
      LANES: lanes,
      SPLITS: splits,
      TILES_O: tilesO,
      STRIPS: strips / batch,
      SEGMENT: segment,
      SEGMENTS: segments,
      UNITS: units,
      TURNS: Math.ceil(units / (lanes * splits)),
      PATCH_X: patchX(problem, tunables),
      KEPT_ROWS: keptRows,
      SUMS: sums,
      SUMS_OF_OUT: tunable(tunables, 'tileI') * kernelHeight * kernelWidth,
      CHUNK: chunk,
      ROUNDS: Math.ceil(sums / chunk),
    },
    sources: [source],
  });
  const product = {
    label: 'convolution-backward/weights-direct',
    code,
    bindings: ['x', 'dy', target],
    workgroups: [tilesI, tilesO * groups, splits],
  } as const;
  return backwardWeightsPlan(problem, tunables, [product, ...passes], scratch);
}

export const kernel: KernelDescriptor<Conv2dBackwardWeightsProblem> = {
  id: 'convolution-backward/weights-direct',
  op: 'conv2d-backward-weights',
  label: 'Direct',
  summary:
    'Workgroups keep the taps of a few channels in registers and slide over the image, loading each pixel once.',
  variants: (problem) => combinations(variantsFor(problem), accumulatorVariants(problem.precision)),
  unsupported: (problem, tunables, traits) =>
    backwardReason(problem, traits) ??
    (fits(problem, tunables)
      ? undefined
      : `All ${problem.kernelHeight}×${problem.kernelWidth} taps do not fit in registers; use convolution-backward/weights-gemm.`) ??
    limitReason(
      {
        invocations: tunable(tunables, 'lanes'),
        storageBytes:
          chunkOf(problem, tunables) *
          (tunable(tunables, 'lanes') + 1) *
          (accumulatorType(tunables) === 'f16' ? 2 : 4),
      },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
