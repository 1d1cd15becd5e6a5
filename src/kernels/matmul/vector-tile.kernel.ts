// The product by register tiles of vectors: a quarter of the loads of the scalar form, still without workgroup
// memory or barriers. Wins on Apple GPUs, whose caches serve what others must stage.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { fittingTiles } from '../gemm/fitting-tiles.ts';
import { registerTileInvocations, registerTileSpan } from '../gemm/register-tile.ts';
import {
  VECTOR_TILES,
  vectorTileConstants,
  vectorTileGrid,
  vectorTileReason,
  vectorTileSource,
} from '../gemm/vector-tile.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations } from '../tunables.ts';
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
  const shader = matmulShader(problem, tunables, 'vectors');
  const code = assembleShader({
    ...shader,
    constants: { ...shader.constants, ...vectorTileConstants(shape, tunables) },
    sources: [...shader.sources, vectorTileSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/vector-tile',
      code,
      bindings: matmulBindings(problem),
      workgroups: vectorTileGrid(shape, tunables),
    },
  ]);
}

function shapeReason(problem: MatmulProblem): string | undefined {
  if (problem.transpose !== undefined) {
    return 'It loads vectors along the rows of A and B; transposed, their elements lie apart.';
  }
  return fitsVectors(problem)
    ? undefined
    : 'Loading vectors of four needs N and K to be multiples of 4.';
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/vector-tile',
  op: 'matmul',
  label: 'Vector tile',
  summary: 'Register tiles whose operands are loaded four elements at a time.',
  variants: (problem) =>
    combinations(
      fittingTiles(VECTOR_TILES, registerTileSpan, problem),
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    shapeReason(problem) ??
    vectorTileReason(tunables) ??
    limitReason(
      { invocations: registerTileInvocations(tunables) },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
