// int8 by packed dot products, a tile of sums in each invocation's registers and no workgroup memory.
import type { QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { INT8_BINDINGS, int8Constants, int8Plan, int8Reason } from './int8-plan.ts';
import source from './int8-register-tile.wgsl?raw';

/** The small tile fills wide GPUs; beyond 8×4, nothing more was gained on any adapter that was tried. */
const TILES: readonly Tunables[] = [
  { tileM: 4, tileN: 4, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 4, workgroupX: 8, workgroupY: 8 },
];

function plan(problem: QuantizedMatmulProblem, tunables: Tunables): KernelPlan {
  const tileM = tunable(tunables, 'tileM');
  const tileN = tunable(tunables, 'tileN');
  const x = tunable(tunables, 'workgroupX');
  const y = tunable(tunables, 'workgroupY');
  const code = assembleShader({
    constants: {
      ...int8Constants(problem),
      TILE_M: tileM,
      TILE_N: tileN,
      WORKGROUP_X: x,
      WORKGROUP_Y: y,
    },
    sources: [source],
  });
  return int8Plan(problem, [
    {
      label: 'quantized/int8-register-tile',
      code,
      bindings: INT8_BINDINGS,
      workgroups: [Math.ceil(problem.n / (tileN * x)), Math.ceil(problem.m / (tileM * y)), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<QuantizedMatmulProblem> = {
  id: 'quantized/int8-register-tile',
  op: 'quantized-matmul',
  label: 'int8 register tile',
  summary:
    'Packed dot products of four int8 pairs at a time, a tile of int32 sums in registers, scaled at the end.',
  variants: () => TILES,
  unsupported: (problem, tunables, traits) =>
    int8Reason(problem, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupX') * tunable(tunables, 'workgroupY') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
