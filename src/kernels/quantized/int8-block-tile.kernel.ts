// int8 by packed dot products of blocks staged in workgroup memory: the form that fills the integer units
// of GPUs that have them.
import type { QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason, type WorkgroupNeeds } from '../limits.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './int8-block-tile.wgsl?raw';
import { INT8_BINDINGS, int8Constants, int8Plan, int8Reason } from './int8-plan.ts';

/** `blockK` counts vectors of sixteen values: 2 is the 32 along k of published dot-product kernels. */
const TILES: readonly Tunables[] = [
  { blockM: 64, blockN: 64, blockK: 2, threadM: 4, threadN: 4 },
  { blockM: 64, blockN: 64, blockK: 4, threadM: 4, threadN: 4 },
  { blockM: 128, blockN: 64, blockK: 2, threadM: 8, threadN: 4 },
];

function needs(tunables: Tunables): WorkgroupNeeds & { readonly storageBytes: number } {
  const blockM = tunable(tunables, 'blockM');
  const blockN = tunable(tunables, 'blockN');
  const threads = tunable(tunables, 'threadM') * tunable(tunables, 'threadN');
  return {
    invocations: (blockM * blockN) / threads,
    storageBytes: 16 * tunable(tunables, 'blockK') * (blockM + blockN),
  };
}

function tileReason(tunables: Tunables): string | undefined {
  return tunable(tunables, 'blockM') % tunable(tunables, 'threadM') === 0 &&
    tunable(tunables, 'blockN') % tunable(tunables, 'threadN') === 0
    ? undefined
    : 'Its blocks must be whole numbers of thread tiles.';
}

function plan(problem: QuantizedMatmulProblem, tunables: Tunables): KernelPlan {
  const blockM = tunable(tunables, 'blockM');
  const blockN = tunable(tunables, 'blockN');
  const code = assembleShader({
    constants: {
      ...int8Constants(problem),
      BLOCK_M: blockM,
      BLOCK_N: blockN,
      BLOCK_K: tunable(tunables, 'blockK'),
      THREAD_M: tunable(tunables, 'threadM'),
      THREAD_N: tunable(tunables, 'threadN'),
      THREAD_COUNT: needs(tunables).invocations,
    },
    sources: [source],
  });
  return int8Plan(problem, [
    {
      label: 'quantized/int8-block-tile',
      code,
      bindings: INT8_BINDINGS,
      workgroups: [Math.ceil(problem.n / blockN), Math.ceil(problem.m / blockM), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<QuantizedMatmulProblem> = {
  id: 'quantized/int8-block-tile',
  op: 'quantized-matmul',
  label: 'int8 block tile',
  summary:
    'Workgroups stage int8 blocks in their shared memory and sum packed dot products in int32.',
  variants: () => TILES,
  unsupported: (problem, tunables, traits) =>
    int8Reason(problem, traits) ??
    tileReason(tunables) ??
    limitReason(needs(tunables), () => plan(problem, tunables), traits),
  plan,
};
