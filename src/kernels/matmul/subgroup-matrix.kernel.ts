// The product by matrix units, as far as WGSL reaches them: an experimental extension, so every variant names
// the fragment, the spelling and the subgroup size that it is written for, and only what fits the device runs.
import type { MatmulProblem } from '../../shared/problem.ts';
import type {
  DeviceTraits,
  KernelDescriptor,
  KernelPlan,
  SubgroupMatrixConfig,
  Tunables,
} from '../descriptor.ts';
import { stageScalarSource } from '../gemm/block-tile.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatPrecision } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import {
  spellMatrices,
  SUBGROUP_MATRIX_SPELLINGS,
  subgroupMatrixSpelling,
} from '../wgsl/subgroup-matrix.ts';
import {
  fitsVectors,
  matmulBindings,
  matmulPlan,
  matmulShader,
  matmulShape,
} from './matmul-plan.ts';
import source from './subgroup-matrix.wgsl?raw';

/**
 * Fragments that adapters are known to report for floats: Apple's 8×8×8, 16×16×16 of AMD and NVIDIA, NVIDIA's
 * narrower ones, Intel's 8×16×16 and, on older chips, 8×8×16.
 */
const FRAGMENTS: readonly Tunables[] = [
  { matrixM: 8, matrixN: 8, matrixK: 8 },
  { matrixM: 16, matrixN: 16, matrixK: 16 },
  { matrixM: 16, matrixN: 8, matrixK: 16 },
  { matrixM: 16, matrixN: 8, matrixK: 8 },
  { matrixM: 8, matrixN: 16, matrixK: 16 },
  { matrixM: 8, matrixN: 8, matrixK: 16 },
];

/** Apple, NVIDIA and AMD's RDNA; AMD's wave64; Intel. */
const SUBGROUP_SIZES: readonly Tunables[] = [32, 64, 16].map((subgroupSize) => ({ subgroupSize }));

/** Four subgroups each; more fragments reuse what is loaded more often, and need more registers. */
const PARTS: readonly Tunables[] = [
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 2, fragmentsN: 2, stepsK: 2 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 4, fragmentsN: 4, stepsK: 2 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 4, fragmentsN: 4, stepsK: 4 },
  { subgroupsM: 2, subgroupsN: 2, fragmentsM: 2, fragmentsN: 4, stepsK: 2 },
];

const spellings: readonly Tunables[] = SUBGROUP_MATRIX_SPELLINGS.map((spelling) => ({ spelling }));

function configOf(problem: MatmulProblem, tunables: Tunables): SubgroupMatrixConfig {
  return {
    componentType: floatPrecision(problem.precision),
    resultComponentType: accumulatorType(tunables),
    m: tunable(tunables, 'matrixM'),
    n: tunable(tunables, 'matrixN'),
    k: tunable(tunables, 'matrixK'),
  };
}

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
  const spelled = spellMatrices(tunable(tunables, 'spelling'), configOf(problem, tunables));
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

/** Why the device's matrix units are not those that the tunables are written for, or undefined. */
function matrixReason(
  problem: MatmulProblem,
  tunables: Tunables,
  { subgroupMatrix, subgroupMaxSize }: DeviceTraits,
): string | undefined {
  if (subgroupMatrix === undefined) {
    return 'Shaders reach no matrix units on this adapter (the feature "chromium-experimental-subgroup-matrix").';
  }
  if (subgroupMatrixSpelling(subgroupMatrix) !== tunable(tunables, 'spelling')) {
    return 'It spells subgroup matrices otherwise than this compiler.';
  }
  if (tunable(tunables, 'subgroupSize') !== subgroupMaxSize) {
    return `It is laid out for subgroups of ${tunable(tunables, 'subgroupSize')}; here they have up to ${subgroupMaxSize}.`;
  }
  const asked = configOf(problem, tunables);
  const listed = subgroupMatrix.configs.some(
    (config) =>
      config.componentType === asked.componentType &&
      config.resultComponentType === asked.resultComponentType &&
      config.m === asked.m &&
      config.n === asked.n &&
      config.k === asked.k,
  );
  return listed
    ? undefined
    : `The matrix units here have no ${asked.componentType} fragment of ${asked.m}×${asked.n}×${asked.k} with ${asked.resultComponentType} sums.`;
}

function unsupported(
  problem: MatmulProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  const reason = floatReason(problem.precision, traits) ?? matrixReason(problem, tunables, traits);
  if (reason !== undefined) return reason;
  if (tunable(tunables, 'vectorWidth') === 4 && !fitsVectors(problem)) {
    return 'Loading vectors of four needs rows, as they are stored, of whole vectors.';
  }
  const { componentType, resultComponentType, m, n } = configOf(problem, tunables);
  const bytes = { f32: 4, f16: 2, i8: 1, u8: 1, i32: 4, u32: 4 };
  const block = blockOf(tunables);
  const staged = (block.m + block.n) * block.k * bytes[componentType];
  const fragments = block.subgroups * m * n * bytes[resultComponentType];
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
      FRAGMENTS,
      SUBGROUP_SIZES,
      spellings,
      PARTS,
      accumulatorVariants(problem.precision),
    ),
  unsupported,
  plan,
};
