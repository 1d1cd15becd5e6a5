// The product by matrix units, as far as WGSL reaches them: an experimental extension, so every variant names
// the fragment, the spelling and the subgroup size that it is written for, and only what fits the device runs.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { stageScalarSource } from '../gemm/block-tile.ts';
import { floatReason, limitReason } from '../limits.ts';
import { COMPONENT_BYTES, matrixConfig, matrixReason, matrixUnits } from '../matrix-units.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
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

/** Rows, columns and depth of a workgroup's block, and its invocations. */
function blockOf(tunables: Tunables) {
  const subgroupsM = tunable(tunables, 'subgroupsM');
  const subgroupsN = tunable(tunables, 'subgroupsN');
  return {
    m: subgroupsM * tunable(tunables, 'fragmentsM') * tunable(tunables, 'matrixM'),
    n: subgroupsN * tunable(tunables, 'fragmentsN') * tunable(tunables, 'matrixN'),
    k: tunable(tunables, 'stepsK') * tunable(tunables, 'matrixK'),
    subgroups: subgroupsM * subgroupsN,
    invocations: subgroupsM * subgroupsN * tunable(tunables, 'subgroupSize'),
  };
}

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const spelled = spellMatrices(
    tunable(tunables, 'spelling'),
    matrixConfig(problem.precision, tunables),
  );
  const byVectors = tunable(tunables, 'vectorWidth') === 4;
  const shader = matmulShader(problem, tunables, byVectors ? 'vectors' : 'elements');
  const block = blockOf(tunables);
  const shape = matmulShape(problem);
  const code = assembleShader({
    enables: [...shader.enables, ...spelled.enables],
    diagnosticsOff: spelled.diagnosticsOff,
    aliases: { ...shader.aliases, ...spelled.aliases },
    constants: {
      ...shader.constants,
      MATRIX_M: tunable(tunables, 'matrixM'),
      MATRIX_N: tunable(tunables, 'matrixN'),
      MATRIX_K: tunable(tunables, 'matrixK'),
      SUBGROUP_SIZE: tunable(tunables, 'subgroupSize'),
      SUBGROUPS_M: tunable(tunables, 'subgroupsM'),
      SUBGROUPS_N: tunable(tunables, 'subgroupsN'),
      FRAGMENTS_M: tunable(tunables, 'fragmentsM'),
      FRAGMENTS_N: tunable(tunables, 'fragmentsN'),
      STEPS_K: tunable(tunables, 'stepsK'),
      LAYOUT_TEMPLATE: spelled.layoutTemplate ? 1 : 0,
      A_ALONG_M: byVectors && problem.transpose === 'a' ? 1 : 0,
      B_ALONG_K: byVectors && problem.transpose === 'b' ? 1 : 0,
    },
    sources: [...shader.sources, ...(byVectors ? [] : [stageScalarSource]), source],
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
  const block = blockOf(tunables);
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
