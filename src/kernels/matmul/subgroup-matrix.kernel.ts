// The product by matrix units, as far as WGSL reaches them: an experimental extension, so every variant names
// the fragment, the spelling and the subgroup size that it is written for, and only what fits the device runs.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { stageScalarSource } from '../gemm/block-tile.ts';
import { floatReason, limitReason } from '../limits.ts';
import {
  COMPONENT_BYTES,
  matrixBlock,
  matrixBlockConstants,
  matrixConfig,
  matrixReason,
  matrixUnits,
} from '../matrix-units.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import matrixBlockSource from '../wgsl/matrix-block.wgsl?raw';
import { spellMatrices } from '../wgsl/subgroup-matrix.ts';
import {
  fitsVectors,
  matmulBindings,
  matmulPlan,
  matmulShader,
  matmulShape,
} from './matmul-plan.ts';
import source from './subgroup-matrix.wgsl?raw';

/** Four subgroups each; more fragments reuse what is loaded more often, and need more registers. */
const PARTS: readonly Tunables[] = [
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 2, fragmentsN: 2, stepsK: 2 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 4, fragmentsN: 4, stepsK: 2 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 4, fragmentsN: 4, stepsK: 4 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 2, fragmentsN: 4, stepsK: 2 },
];

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const spelled = spellMatrices(
    tunable(tunables, 'spelling'),
    matrixConfig(problem.precision, tunables),
  );
  const byVectors = tunable(tunables, 'vectorWidth') === 4;
  const shader = matmulShader(problem, tunables, byVectors ? 'vectors' : 'elements');
  const block = matrixBlock(tunables);
  const shape = matmulShape(problem);
  const code = assembleShader({
    enables: [...shader.enables, ...spelled.enables],
    diagnosticsOff: spelled.diagnosticsOff,
    aliases: { ...shader.aliases, ...spelled.aliases },
    constants: {
      ...shader.constants,
      ...matrixBlockConstants(tunables),
      LAYOUT_TEMPLATE: spelled.layoutTemplate ? 1 : 0,
      A_ALONG_M: byVectors && problem.transpose === 'a' ? 1 : 0,
      B_ALONG_K: byVectors && problem.transpose === 'b' ? 1 : 0,
    },
    sources: [
      ...shader.sources,
      ...(byVectors ? [] : [stageScalarSource]),
      source,
      matrixBlockSource,
    ],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/subgroup-matrix',
      code,
      bindings: matmulBindings(problem),
      workgroups: [Math.ceil(shape.n / block.n), Math.ceil(shape.m / block.m), shape.layers],
    },
  ]);
}

function unsupported(
  problem: MatmulProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const reason =
    floatReason(problem.precision, traits) ?? matrixReason(problem.precision, tunables, traits);
  if (reason !== undefined) return reason;
  if (tunable(tunables, 'vectorWidth') === 4 && !fitsVectors(problem)) {
    return 'Loading vectors of four needs rows, as they are stored, of whole vectors.';
  }
  const { componentType, resultComponentType, m, n } = matrixConfig(problem.precision, tunables);
  const block = matrixBlock(tunables);
  const staged = (block.m + block.n) * block.k * COMPONENT_BYTES[componentType];
  const fragments = block.subgroups * m * n * COMPONENT_BYTES[resultComponentType];
  return limitReason(
    { invocations: block.invocations, storageBytes: staged + fragments },
    () => plan(problem, tunables),
    traits,
  );
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/subgroup-matrix',
  op: 'matmul',
  matrixUnits: true,
  label: 'Matrix units',
  summary: 'Lets subgroups multiply whole fragments at once by the matrix units of the device.',
  variants: (problem) =>
    combinations(
      [{ vectorWidth: fitsVectors(problem) ? 4 : 1 }],
      matrixUnits(problem.precision),
      PARTS,
      accumulatorVariants(problem.precision),
    ),
  unsupported,
  plan,
};
