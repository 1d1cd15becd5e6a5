// What kernels for matrix units share: the fragments that adapters are known to have, and whether a device has
// those that a variant is written for.
import type { Precision } from '../shared/problem.ts';
import type { DeviceTraits, SubgroupMatrixConfig, Tunables } from './descriptor.ts';
import { accumulatorType } from './precision.ts';
import { combinations, tunable } from './tunables.ts';
import { SUBGROUP_MATRIX_SPELLINGS, subgroupMatrixSpelling } from './wgsl/subgroup-matrix.ts';

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

/** For int8: NVIDIA's two, AMD's 16×16×16, Intel's 8×16×32 and, on older chips, 8×8×32. */
const INTEGER_FRAGMENTS: readonly Tunables[] = [
  { matrixM: 16, matrixN: 16, matrixK: 32 },
  { matrixM: 16, matrixN: 8, matrixK: 32 },
  { matrixM: 16, matrixN: 16, matrixK: 16 },
  { matrixM: 8, matrixN: 16, matrixK: 32 },
  { matrixM: 8, matrixN: 8, matrixK: 32 },
];

/** Apple, NVIDIA and AMD's RDNA; AMD's wave64; Intel. */
const SUBGROUP_SIZES: readonly Tunables[] = [32, 64, 16].map((subgroupSize) => ({ subgroupSize }));

const SPELLINGS: readonly Tunables[] = SUBGROUP_MATRIX_SPELLINGS.map((spelling) => ({ spelling }));

/**
 * Bytes to a unit of offsets and strides. The draft counted components until June 2026 (gpuweb/gpuweb 6275) and
 * has counted elements of the array since; a wrong unit runs fast and is wrong everywhere.
 */
const BYTE_UNITS: readonly Tunables[] = [{ bytesPerUnit: 4 }, { bytesPerUnit: 1 }];

/** Every fragment with every subgroup size in every spelling: a device fits few of them. */
export function matrixUnits(precision: Precision): readonly Tunables[] {
  return precision === 'i8'
    ? combinations(INTEGER_FRAGMENTS, SUBGROUP_SIZES, SPELLINGS, BYTE_UNITS)
    : combinations(FRAGMENTS, SUBGROUP_SIZES, SPELLINGS);
}

/** Bytes of a component in memory. */
export const COMPONENT_BYTES = { f32: 4, f16: 2, i8: 1, u8: 1, i32: 4, u32: 4 } as const;

/** The fragment that tunables ask for; int8 is summed in int32. */
export function matrixConfig(precision: Precision, tunables: Tunables): SubgroupMatrixConfig {
  const size = {
    m: tunable(tunables, 'matrixM'),
    n: tunable(tunables, 'matrixN'),
    k: tunable(tunables, 'matrixK'),
  };
  return precision === 'i8'
    ? { componentType: 'i8', resultComponentType: 'i32', ...size }
    : { componentType: precision, resultComponentType: accumulatorType(tunables), ...size };
}

/** Why the device's matrix units are not those that the tunables are written for, or undefined. */
export function matrixReason(
  precision: Precision,
  tunables: Tunables,
  { subgroupMatrix, subgroupMaxSize }: DeviceTraits,
): string | undefined {
  if (subgroupMatrix === undefined) {
    return 'Shaders reach no matrix units on this adapter (the feature "chromium-experimental-subgroup-matrix").';
  }
  if (subgroupMatrixSpelling(subgroupMatrix) !== tunable(tunables, 'spelling')) {
    return 'It spells subgroup matrices otherwise than this compiler.';
  }
  if (precision === 'i8') {
    const bytesPerUnit = subgroupMatrix.countsWords === true ? 4 : 1;
    if (tunable(tunables, 'bytesPerUnit') !== bytesPerUnit) {
      return 'It counts the offsets of bytes otherwise than this compiler.';
    }
  }
  const subgroupSize = tunable(tunables, 'subgroupSize');
  if (subgroupSize !== subgroupMaxSize) {
    return `It is laid out for subgroups of ${subgroupSize}; here they have up to ${subgroupMaxSize}.`;
  }
  const { componentType, resultComponentType, m, n, k } = matrixConfig(precision, tunables);
  const isListed = subgroupMatrix.configs.some(
    (listed) =>
      listed.componentType === componentType &&
      listed.resultComponentType === resultComponentType &&
      listed.m === m &&
      listed.n === n &&
      listed.k === k,
  );
  return isListed
    ? undefined
    : `The matrix units here have no ${componentType} fragment of ${m}×${n}×${k} with ${resultComponentType} sums.`;
}

/** Rows, columns and depth of the block that a workgroup of several subgroups computes, and its invocations. */
export function matrixBlock(tunables: Tunables) {
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

/** The constants of a shader that lays out such a block. */
export function matrixBlockConstants(tunables: Tunables): Record<string, number> {
  return {
    MATRIX_M: tunable(tunables, 'matrixM'),
    MATRIX_N: tunable(tunables, 'matrixN'),
    MATRIX_K: tunable(tunables, 'matrixK'),
    SUBGROUP_SIZE: tunable(tunables, 'subgroupSize'),
    SUBGROUPS_M: tunable(tunables, 'subgroupsM'),
    SUBGROUPS_N: tunable(tunables, 'subgroupsN'),
    FRAGMENTS_M: tunable(tunables, 'fragmentsM'),
    FRAGMENTS_N: tunable(tunables, 'fragmentsN'),
    STEPS_K: tunable(tunables, 'stepsK'),
  };
}
