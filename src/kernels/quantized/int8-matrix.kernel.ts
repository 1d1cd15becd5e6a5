// int8 by the device's matrix units, the one kind that a stock Chrome offers on NVIDIA: every variant names the
// fragment, the spelling and the subgroup size that it is written for, and only what fits the device runs.
import type { QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { limitReason } from '../limits.ts';
import {
  matrixBlock,
  matrixBlockConstants,
  matrixConfig,
  matrixReason,
  matrixUnits,
} from '../matrix-units.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import matrixBlockSource from '../wgsl/matrix-block.wgsl?raw';
import { spellMatrices } from '../wgsl/subgroup-matrix.ts';
import source from './int8-matrix.wgsl?raw';
import { INT8_BINDINGS, int8Constants, int8Plan, int8ShapeReason } from './int8-plan.ts';

/** Four subgroups each; more fragments reuse what is loaded more often, and need more registers. */
const PARTS: readonly Tunables[] = [
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 2, fragmentsN: 2, stepsK: 2 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 4, fragmentsN: 4, stepsK: 2 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 2, fragmentsN: 4, stepsK: 4 },
];

function plan(problem: QuantizedMatmulProblem, tunables: Tunables): KernelPlan {
  const config = matrixConfig('i8', tunables);
  const spelled = spellMatrices(tunable(tunables, 'spelling'), config);
  const block = matrixBlock(tunables);
  const code = assembleShader({
    enables: spelled.enables,
    diagnosticsOff: spelled.diagnosticsOff,
    aliases: { Accumulator: config.resultComponentType, ...spelled.aliases },
    constants: {
      ...int8Constants(problem),
      ...matrixBlockConstants(tunables),
      BYTES_PER_UNIT: tunable(tunables, 'bytesPerUnit'),
      LAYOUT_TEMPLATE: spelled.layoutTemplate ? 1 : 0,
    },
    sources: [source, matrixBlockSource],
  });
  return int8Plan(problem, [
    {
      label: 'quantized/int8-matrix',
      code,
      bindings: INT8_BINDINGS,
      workgroups: [Math.ceil(problem.n / block.n), Math.ceil(problem.m / block.m), 1],
    },
  ]);
}

function unsupported(
  problem: QuantizedMatmulProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const reason = int8ShapeReason(problem) ?? matrixReason('i8', tunables, traits);
  if (reason !== undefined) return reason;
  const { m, n } = matrixConfig('i8', tunables);
  const block = matrixBlock(tunables);
  return limitReason(
    {
      invocations: block.invocations,
      // A byte a value, and four a sum.
      storageBytes: (block.m + block.n) * block.k + block.subgroups * m * n * 4,
    },
    () => plan(problem, tunables),
    traits,
  );
}

export const kernel: KernelDescriptor<QuantizedMatmulProblem> = {
  id: 'quantized/int8-matrix',
  op: 'quantized-matmul',
  matrixUnits: true,
  label: 'int8 matrix units',
  summary:
    'Lets subgroups multiply whole int8 fragments at once by the matrix units, summed in int32.',
  variants: () => combinations(matrixUnits('i8'), PARTS),
  unsupported,
  plan,
};
