// Winograd's minimal filtering F(2×2, 3×3): 16 multiplications for the 2×2 results of a tile where the definition
// has 36. Transforms of weights, pixels and results surround 16 matrix products; all are timed.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { blockTileSource } from '../gemm/block-tile.ts';
import type { GemmShape } from '../gemm/gemm-shape.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { floatTypes } from '../precision.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { finishedReference } from './convolution-epilogue.ts';
import {
  biasBindings,
  convolutionConstants,
  convolutionPlan,
  convolutionReason,
} from './convolution-plan.ts';
import {
  productConstants,
  productEnables,
  productGrid,
  productNeeds,
  productReason,
  productSources,
  productTiles,
} from './product-form.ts';
import epilogue from './epilogue.wgsl?raw';
import elements from './winograd-elements.wgsl?raw';
import pixelsSource from './winograd-pixels.wgsl?raw';
import { winogradReference } from './winograd-reference.ts';
import resultsSource from './winograd-results.wgsl?raw';
import vectors from './winograd-vectors.wgsl?raw';
import weightsSource from './winograd-weights.wgsl?raw';

/** Of the transforms, which only move data. */
const WORKGROUP_SIZE = 64;

/** Sums stay in f32: what the transforms add up grows by 4 in each dimension, and then cancels. */
const ACCUMULATORS: readonly Tunables[] = [{ accumulatorBits: 32 }];

/** Of the last pass, before the bias. */
const RESULTS_BINDINGS = ['products', 'y'] as const;

interface Tiles {
  readonly y: number;
  readonly x: number;
  readonly all: number;
}

function tilesOf(problem: Conv2dProblem): Tiles {
  const { height, width } = conv2dOutputSize(problem);
  const [y, x] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  return { y, x, all: problem.batch * y * x };
}

function fitsVectors(problem: Conv2dProblem): boolean {
  return problem.inChannels % 4 === 0 && tilesOf(problem).all % 4 === 0;
}

/** One product for each of the 4×4 places of a transformed tile. */
function productOf(problem: Conv2dProblem): GemmShape {
  return {
    m: problem.outChannels,
    n: tilesOf(problem).all,
    k: problem.inChannels,
    layers: 16,
  };
}

function plan(problem: Conv2dProblem, tunables: Tunables): KernelPlan {
  const { inChannels, outChannels, precision } = problem;
  const tiles = tilesOf(problem);
  const filters = inChannels * outChannels;
  const weightsGrid = foldedGrid(Math.ceil(filters / WORKGROUP_SIZE));
  const tileGroups = Math.ceil(tiles.all / WORKGROUP_SIZE);
  const types = floatTypes(precision, tunables);
  const transform = (source: string) =>
    assembleShader({
      ...types,
      constants: {
        ...convolutionConstants(problem),
        WORKGROUP_SIZE,
        GRID_WIDTH: weightsGrid[0],
        TILES_Y: tiles.y,
        TILES_X: tiles.x,
        ODD_HEIGHT: conv2dOutputSize(problem).height % 2,
        BIAS_BINDING: RESULTS_BINDINGS.length,
      },
      sources: [...(source === resultsSource ? [epilogue] : []), source],
    });
  const shape = productOf(problem);
  const products = assembleShader({
    enables: productEnables(tunables),
    aliases: { Storage: 'f32', Accumulator: 'f32' },
    constants: productConstants(shape, tunables),
    sources:
      tunables['vectorWidth'] === 4
        ? [vectors, blockTileSource]
        : productSources(tunables, elements),
  });
  const base = convolutionPlan(problem, tunables, {
    label: 'convolution/winograd: results',
    code: transform(resultsSource),
    workgroups: [tileGroups, outChannels, 1],
  });
  return {
    ...base,
    passes: [
      {
        label: 'convolution/winograd: weights',
        code: transform(weightsSource),
        bindings: ['w', 'u'],
        workgroups: weightsGrid,
      },
      {
        label: 'convolution/winograd: pixels',
        code: transform(pixelsSource),
        bindings: ['x', 'v'],
        workgroups: [tileGroups, inChannels, 1],
      },
      {
        label: 'convolution/winograd: products',
        code: products,
        bindings: ['u', 'v', 'products'],
        workgroups: productGrid(shape, tunables),
      },
      ...base.passes.map((pass) => ({
        ...pass,
        bindings: [...RESULTS_BINDINGS, ...biasBindings(problem)],
      })),
    ],
    buffers: [
      ...base.buffers,
      { role: 'scratch', name: 'u', format: 'f32', length: 16 * filters },
      { role: 'scratch', name: 'v', format: 'f32', length: 16 * inChannels * tiles.all },
      { role: 'scratch', name: 'products', format: 'f32', length: 16 * outChannels * tiles.all },
    ],
    verification: {
      ...base.verification,
      reference: (inputs, index) =>
        finishedReference(problem, tunables, inputs, index, winogradReference),
      // Nine multiply-adds and 32 additions of magnitudes for every channel.
      referenceMacs: inChannels * (9 + 32),
    },
  };
}

function shapeReason(problem: Conv2dProblem, tunables: Tunables): string | undefined {
  if (problem.kernelHeight !== 3 || problem.kernelWidth !== 3 || problem.stride !== 1) {
    return 'It computes 3×3 convolutions of stride 1 only.';
  }
  if (problem.groups !== 1) return 'It computes convolutions of one group only.';
  return tunables['vectorWidth'] === 4 && !fitsVectors(problem)
    ? 'Loading vectors of four needs channels and tiles in multiples of 4.'
    : undefined;
}

export const kernel: KernelDescriptor<Conv2dProblem> = {
  id: 'convolution/winograd',
  op: 'conv2d',
  label: 'Winograd',
  summary:
    'Winograd’s F(2×2, 3×3) multiplies 2.25 times less than the definition, by which its rate is counted, and transforms before and after.',
  variants: (problem) =>
    combinations(
      productTiles(productOf(problem), { vectorWidth: fitsVectors(problem) ? 4 : 1 }),
      ACCUMULATORS,
    ),
  unsupported: (problem, tunables, traits) =>
    convolutionReason(problem, traits) ??
    shapeReason(problem, tunables) ??
    productReason(tunables, traits) ??
    limitReason(productNeeds('f32', tunables), () => plan(problem, tunables), traits),
  plan,
};
