// The product by register tiles whose rows of A are loaded once per subgroup and broadcast lane by lane: the
// design of fast kernels for Intel GPUs, where a broadcast is free, and good wherever it becomes a scalar.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import {
  BROADCAST_TILES,
  broadcastTileConstants,
  broadcastTileGrid,
  broadcastTileSource,
  broadcastTileSpan,
} from '../gemm/broadcast-tile.ts';
import { fittingTiles } from '../gemm/fitting-tiles.ts';
import { idleLanesReason, lanesReason } from '../gemm/lanes-reason.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { matmulBindings, matmulPlan, matmulShader, matmulShape } from './matmul-plan.ts';

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const shape = matmulShape(problem);
  const shader = matmulShader(problem, tunables);
  const code = assembleShader({
    ...shader,
    enables: [...shader.enables, 'subgroups'],
    constants: { ...shader.constants, ...broadcastTileConstants(shape, tunables) },
    sources: [...shader.sources, broadcastTileSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/broadcast-tile',
      code,
      bindings: matmulBindings(problem),
      workgroups: broadcastTileGrid(shape, tunables),
    },
  ]);
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/broadcast-tile',
  op: 'matmul',
  label: 'Broadcast tile',
  summary: 'A subgroup loads a row of A together and hands out its values one by one.',
  variants: (problem) =>
    combinations(
      fittingTiles(BROADCAST_TILES, broadcastTileSpan, problem),
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    lanesReason(tunable(tunables, 'lanes'), traits) ??
    idleLanesReason(tunable(tunables, 'workgroupSize'), traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
