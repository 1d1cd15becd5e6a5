// All problems that some suite measures on some device.
import { SUBGROUP_MATRIX_FEATURES } from '../../../src/engine/device/subgroup-matrix.ts';
import { plannedCeilings } from '../../../src/engine/suites/ceilings.ts';
import { plannedBlocks } from '../../../src/engine/suites/blocks.ts';
import type { Problem } from '../../../src/shared/problem.ts';

/** A device that can do everything, so that nothing is left out. */
const features = new Set(['shader-f16', 'subgroups', ...SUBGROUP_MATRIX_FEATURES]);
const languageFeatures = new Set(['packed_4x8_integer_dot_product']);
const limits = {
  copyBytes: 2 ** 29,
  maxStorageBufferBindingSize: 2 ** 31,
  maxBufferSize: 2 ** 32,
};

export function suiteProblems(): readonly Problem[] {
  const planned = [
    ...plannedCeilings(features, languageFeatures, limits),
    ...(['all', 'training', 'shrink'] as const).flatMap((which) =>
      plannedBlocks({ features, languageFeatures }, which),
    ),
  ];
  return planned.flatMap(({ ladder }) => ladder);
}
