// The product by blocks staged in workgroup memory: the design of fast GPU libraries, as far as WGSL
// without subgroup matrices reaches.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import {
  BLOCK_TILES,
  blockTileConstants,
  blockTileGrid,
  blockTileNeeds,
  blockTileReason,
  blockTileSource,
  stageScalarSource,
} from '../gemm/block-tile.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import elements from './elements.wgsl?raw';
import { MATMUL_BINDINGS, matmulPlan } from './matmul-plan.ts';
import stageVector from './stage-vector.wgsl?raw';

/** Rows of A and B must start on a vector of four. */
function fitsVectors({ n, k }: MatmulProblem): boolean {
  return n % 4 === 0 && k % 4 === 0;
}

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const shape = { ...problem, layers: 1 };
  const staging =
    tunable(tunables, 'vectorWidth') === 4 ? [stageVector] : [elements, stageScalarSource];
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: blockTileConstants(shape, tunables),
    sources: [...staging, blockTileSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/block-tile',
      code,
      bindings: MATMUL_BINDINGS,
      workgroups: blockTileGrid(shape, tunables),
    },
  ]);
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/block-tile',
  op: 'matmul',
  label: 'Block tile',
  summary: 'Workgroups stage blocks of both matrices in their shared memory and reuse each value.',
  variants: (problem) =>
    combinations(
      [{ vectorWidth: fitsVectors(problem) ? 4 : 1 }],
      BLOCK_TILES,
      accumulatorVariants(problem.precision),
    ),
  unsupported(problem, tunables, traits) {
    if (tunable(tunables, 'vectorWidth') === 4 && !fitsVectors(problem)) {
      return 'Loading vectors of four needs N and K to be multiples of 4.';
    }
    return (
      floatReason(problem.precision, traits) ??
      blockTileReason(tunables) ??
      limitReason(
        blockTileNeeds(problem.precision, tunables),
        () => plan(problem, tunables),
        traits,
      )
    );
  },
  plan,
};
