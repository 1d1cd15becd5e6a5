// Packed weights unpacked in registers, once for all rows of an invocation's tile.
import type { QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  WEIGHTS_BINDINGS,
  weightsConstants,
  weightsPlan,
  weightsReason,
  widenSource,
} from './weights-plan.ts';
import source from './weights-register-tile.wgsl?raw';

/** The large tiles are for adapters whose every load is slow; the small one fills wide GPUs. */
const TILES: readonly Tunables[] = [
  { tileM: 4, tileN: 4, workgroupX: 8, workgroupY: 8 },
  { tileM: 8, tileN: 4, workgroupX: 16, workgroupY: 4 },
  { tileM: 8, tileN: 8, workgroupX: 8, workgroupY: 4 },
];

function plan(problem: QuantizedMatmulProblem, tunables: Tunables): KernelPlan {
  const tileM = tunable(tunables, 'tileM');
  const tileN = tunable(tunables, 'tileN');
  const x = tunable(tunables, 'workgroupX');
  const y = tunable(tunables, 'workgroupY');
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      ...weightsConstants(problem),
      TILE_M: tileM,
      TILE_N: tileN,
      WORKGROUP_X: x,
      WORKGROUP_Y: y,
    },
    sources: [widenSource(tunables), source],
  });
  return weightsPlan(problem, tunables, [
    {
      label: 'quantized/weights-register-tile',
      code,
      bindings: WEIGHTS_BINDINGS,
      workgroups: [Math.ceil(problem.n / (tileN * x)), Math.ceil(problem.m / (tileM * y)), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<QuantizedMatmulProblem> = {
  id: 'quantized/weights-register-tile',
  op: 'quantized-matmul',
  label: 'Packed weights, register tile',
  summary: 'Each invocation unpacks a word of weights once for all rows of its register tile.',
  variants: ({ precision }) => combinations(TILES, accumulatorVariants(precision)),
  unsupported: (problem, tunables, traits) =>
    weightsReason(problem, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupX') * tunable(tunables, 'workgroupY') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
