// The product by register tiles: each loaded value is used as often as the tile is wide, without
// workgroup memory or barriers. Wins on CPU adapters and on some Apple GPUs.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { fittingTiles } from '../gemm/fitting-tiles.ts';
import {
  REGISTER_TILES,
  registerTileConstants,
  registerTileGrid,
  registerTileInvocations,
  registerTileSource,
  registerTileSpan,
} from '../gemm/register-tile.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { matmulBindings, matmulPlan, matmulShader, matmulShape } from './matmul-plan.ts';

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const shape = matmulShape(problem);
  const shader = matmulShader(problem, tunables);
  const code = assembleShader({
    ...shader,
    constants: { ...shader.constants, ...registerTileConstants(shape, tunables) },
    sources: [...shader.sources, registerTileSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/register-tile',
      code,
      bindings: matmulBindings(problem),
      workgroups: registerTileGrid(shape, tunables),
    },
  ]);
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/register-tile',
  op: 'matmul',
  label: 'Register tile',
  summary:
    'Every invocation keeps a tile of the product in registers and reuses each value it loads.',
  variants: (problem) =>
    combinations(
      fittingTiles(REGISTER_TILES, registerTileSpan, problem),
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: registerTileInvocations(tunables) },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
