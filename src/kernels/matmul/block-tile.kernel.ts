// The product by blocks staged in workgroup memory: the design of fast GPU libraries, as far as WGSL
// without subgroup matrices reaches.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import {
  blockTileConstants,
  blockTileGrid,
  blockTileNeeds,
  blockTileReason,
  blockTileSource,
  blockTileSpan,
  PRODUCT_BLOCK_TILES,
  processorMemoryReason,
  stageScalarSource,
} from '../gemm/block-tile.ts';
import { fittingTiles } from '../gemm/fitting-tiles.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  fitsVectors,
  matmulBindings,
  matmulPlan,
  matmulShader,
  matmulShape,
} from './matmul-plan.ts';

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const shape = matmulShape(problem);
  const byVectors = tunable(tunables, 'vectorWidth') === 4;
  const shader = matmulShader(problem, tunables, byVectors ? 'vectors' : 'elements');
  const staging = byVectors ? [] : [stageScalarSource];
  const code = assembleShader({
    ...shader,
    constants: {
      ...shader.constants,
      ...blockTileConstants(shape, tunables),
      A_ALONG_M: byVectors && problem.transpose === 'a' ? 1 : 0,
      B_ALONG_K: byVectors && problem.transpose === 'b' ? 1 : 0,
    },
    sources: [...shader.sources, ...staging, blockTileSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/block-tile',
      code,
      bindings: matmulBindings(problem),
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
      fittingTiles(PRODUCT_BLOCK_TILES, blockTileSpan, problem),
      accumulatorVariants(problem.precision),
    ),
  unsupported(problem, tunables, traits) {
    if (tunable(tunables, 'vectorWidth') === 4 && !fitsVectors(problem)) {
      return 'Loading vectors of four needs rows, as they are stored, of whole vectors.';
    }
    if (problem.transpose === 'b' && tunable(tunables, 'blockN') % 32 !== 0) {
      return 'With B transposed it stages squares, and blockN must be a multiple of 32.';
    }
    return (
      floatReason(problem.precision, traits) ??
      blockTileReason(tunables) ??
      processorMemoryReason(problem.precision, tunables, traits) ??
      limitReason(
        blockTileNeeds(problem.precision, tunables),
        () => plan(problem, tunables),
        traits,
      )
    );
  },
  plan,
};
