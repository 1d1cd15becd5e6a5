// The product of small matrices that share a long dimension: too few tiles to fill a device, so the sum over K
// is split among workgroups, and a second pass adds the parts.
import type { MatmulProblem } from '../../shared/problem.ts';
import type {
  DeviceTraits,
  KernelDescriptor,
  KernelPlan,
  ShaderPass,
  Tunables,
} from '../descriptor.ts';
import { gemmConstants, gemmGrid, gemmNeeds, gemmReason, gemmSources } from '../gemm/gemm-form.ts';
import type { GemmShape } from '../gemm/gemm-shape.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorType, accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { matmulBindings, matmulPlan, matmulShader, matmulShape } from './matmul-plan.ts';
import operands from './operands.wgsl?raw';
import splitElements from './split-elements.wgsl?raw';
import splitReduction from './split-reduction.wgsl?raw';

/** A shorter part costs more to write and add up than to compute. */
const LEAST_DEPTH = 64;

/** Twice what the largest GPUs hold at a time; who has so many workgroups needs no more. */
const FULL_GRID = 1024;

/** Small tiles by registers, larger ones staged in workgroup memory. */
const TILES: readonly Tunables[] = [
  { tileM: 4, tileN: 4, unrollK: 4, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 8, unrollK: 2, workgroupX: 8, workgroupY: 8 },
  { blockM: 64, blockN: 64, blockK: 8, threadM: 4, threadN: 4 },
];

/** Workgroups to aim at: what small GPUs hold, and large ones. */
const GRID_TARGETS = [64, 512];

const REDUCTION_SIZE = 64;

function workgroupsOf([x, y, z]: readonly [number, number, number]): number {
  return x * y * z;
}

function splitShape(problem: MatmulProblem, splits: number): GemmShape {
  const { m, n, k, batch = 1 } = problem;
  return { m, n, k: Math.ceil(k / splits), layers: batch * splits };
}

/** Powers of two that bring the grid of a tile to the targets, as far as K reaches; at least 2. */
function splitsFor(problem: MatmulProblem, tile: Tunables): readonly number[] {
  const workgroups = workgroupsOf(gemmGrid(matmulShape(problem), tile));
  const most = Math.max(2, 2 ** Math.floor(Math.log2(problem.k / LEAST_DEPTH)));
  const wanted = GRID_TARGETS.map((target) => 2 ** Math.ceil(Math.log2(target / workgroups)));
  return [...new Set(wanted.map((splits) => Math.min(most, Math.max(2, splits))))];
}

function productPass(problem: MatmulProblem, tunables: Tunables): ShaderPass {
  const splits = tunable(tunables, 'splits');
  const shape = splitShape(problem, splits);
  const { enables, aliases, constants } = matmulShader(problem, tunables);
  const code = assembleShader({
    enables,
    // Partial sums keep the width of the accumulation, and with them what is staged.
    aliases: {
      Operand: aliases['Storage'] ?? '',
      Storage: aliases['Accumulator'] ?? '',
      Accumulator: aliases['Accumulator'] ?? '',
    },
    constants: { ...constants, ...gemmConstants(shape, tunables), SPLITS: splits },
    sources: [operands, ...gemmSources(tunables, splitElements)],
  });
  return {
    label: 'matmul/split-k, partial sums',
    code,
    bindings: ['a', 'b', 'partials'],
    workgroups: gemmGrid(shape, tunables),
  };
}

function reductionPass(problem: MatmulProblem, tunables: Tunables): ShaderPass {
  const { m, n, batch = 1 } = problem;
  const workgroups = foldedGrid(Math.ceil((batch * m * n) / REDUCTION_SIZE));
  const shader = matmulShader(problem, tunables, 'epilogue');
  const code = assembleShader({
    ...shader,
    constants: {
      ...shader.constants,
      EPILOGUE_BINDING: 2,
      SPLITS: tunable(tunables, 'splits'),
      WORKGROUP_SIZE: REDUCTION_SIZE,
      GRID_WIDTH: workgroups[0],
    },
    sources: [...shader.sources, splitReduction],
  });
  return {
    label: 'matmul/split-k, reduction',
    code,
    bindings: ['partials', ...matmulBindings(problem).slice(2)],
    workgroups,
  };
}

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const { m, n, batch = 1 } = problem;
  return matmulPlan(
    problem,
    tunables,
    [productPass(problem, tunables), reductionPass(problem, tunables)],
    [
      {
        role: 'scratch',
        name: 'partials',
        format: accumulatorType(tunables),
        length: tunable(tunables, 'splits') * batch * m * n,
      },
    ],
  );
}

/** Why splitting makes no sense here, or undefined. */
function splitReason(problem: MatmulProblem, tunables: Tunables): string | undefined {
  const splits = tunable(tunables, 'splits');
  if (problem.k < splits * LEAST_DEPTH) {
    return `A sum over K = ${problem.k} is too short to be split in ${splits}: each part needs at least ${LEAST_DEPTH} products.`;
  }
  const whole = workgroupsOf(gemmGrid(matmulShape(problem), tunables));
  return whole >= FULL_GRID
    ? `Its ${whole} workgroups fill a device without splitting K.`
    : undefined;
}

function unsupported(
  problem: MatmulProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  return (
    floatReason(problem.precision, traits) ??
    gemmReason(tunables) ??
    splitReason(problem, tunables) ??
    limitReason(
      gemmNeeds(accumulatorType(tunables), tunables),
      () => plan(problem, tunables),
      traits,
    )
  );
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/split-k',
  op: 'matmul',
  label: 'Split K',
  summary:
    'Splits long sums among workgroups, so that small products fill a wide device, and adds the parts.',
  variants: (problem) =>
    combinations(
      TILES.flatMap((tile) => splitsFor(problem, tile).map((splits) => ({ ...tile, splits }))),
      accumulatorVariants(problem.precision),
    ),
  unsupported,
  plan,
};
