// The product by teams of lanes that pass each other their rows of A: every load feeds as many products as
// the team has lanes. Wins on CPU adapters, whose loads cost as much as twenty multiply-adds, and saves
// traffic to the caches on GPUs without workgroup memory or barriers.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { fittingTiles } from '../gemm/fitting-tiles.ts';
import { idleLanesReason, lanesReason } from '../gemm/lanes-reason.ts';
import {
  SUBGROUP_TILES,
  subgroupTileConstants,
  subgroupTileGrid,
  subgroupTileInvocations,
  subgroupTileReason,
  subgroupTileSource,
  subgroupTileSpan,
} from '../gemm/subgroup-tile.ts';
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
    constants: { ...shader.constants, ...subgroupTileConstants(shape, tunables) },
    sources: [...shader.sources, subgroupTileSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/subgroup-tile',
      code,
      bindings: matmulBindings(problem),
      workgroups: subgroupTileGrid(shape, tunables),
    },
  ]);
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/subgroup-tile',
  op: 'matmul',
  label: 'Subgroup tile',
  summary: 'Neighbouring lanes pass each other the rows that they loaded, instead of loading all.',
  variants: (problem) =>
    combinations(
      fittingTiles(SUBGROUP_TILES, subgroupTileSpan, problem),
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    subgroupTileReason(tunables) ??
    lanesReason(tunable(tunables, 'lanes'), traits) ??
    idleLanesReason(subgroupTileInvocations(tunables), traits) ??
    limitReason(
      { invocations: subgroupTileInvocations(tunables) },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
