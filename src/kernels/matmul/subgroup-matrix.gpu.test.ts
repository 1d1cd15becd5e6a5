// The matrix kernel's arithmetic of addresses, on any adapter: its fragments are held in arrays.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { withoutMatrixUnits } from '../../../test/support/held-matrices.ts';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { problemLabel, type MatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('matmul/subgroup-matrix');
const emulated = withPlan(kernel, (plan) => ({
  ...plan,
  passes: plan.passes.map((pass) => ({ ...pass, code: withoutMatrixUnits(pass.code) })),
}));

const parts = { subgroupsM: 2, subgroupsN: 2, fragmentsM: 1, fragmentsN: 2, stepsK: 2 };
const square = { matrixM: 8, matrixN: 8, matrixK: 8, subgroupSize: 16, ...parts };
const wide = { ...square, matrixN: 16, matrixK: 16 };
const everything = { bias: true, activation: 'gelu', residual: true } as const;

function product(m: number, n: number, k: number, features: Partial<MatmulProblem> = {}) {
  return { m, n, k, ...features, op: 'matmul', precision: features.precision ?? 'f32' } as const;
}

const cases: readonly (readonly [MatmulProblem, Tunables])[] = [
  [product(16, 32, 16), { ...square, vectorWidth: 4, spelling: 2 }],
  [product(17, 21, 25, everything), { ...square, vectorWidth: 1, spelling: 1 }],
  [product(20, 24, 28, { transpose: 'a', batch: 2 }), { ...square, vectorWidth: 4, spelling: 1 }],
  [product(20, 24, 28, { precision: 'f16' }), { ...square, vectorWidth: 4, spelling: 2 }],
  // Fragments that are not square take a second each to compile on SwiftShader.
  ...(FULL
    ? ([
        [product(33, 37, 41), { ...wide, vectorWidth: 1, spelling: 1 }],
        [product(36, 40, 44, { transpose: 'a' }), { ...wide, vectorWidth: 4, spelling: 2 }],
        [product(36, 40, 44, { transpose: 'b' }), { ...wide, vectorWidth: 4, spelling: 1 }],
        [product(9, 14, 35, { transpose: 'b' }), { ...square, vectorWidth: 1, spelling: 3 }],
      ] as const)
    : []),
];

function needed({ features }: DeviceTraits, { precision }: MatmulProblem): boolean {
  return features.has('subgroups') && (precision === 'f32' || features.has('shader-f16'));
}

describe('matmul/subgroup-matrix, with its fragments held in arrays', () => {
  it.for(cases.map(([asked, tunables]) => ({ label: problemLabel(asked), asked, tunables })))(
    '$label',
    async ({ asked, tunables }, { skip }) => {
      if (!needed(session.traits, asked)) skip('It needs subgroups and the precision.');
      const variant = { ...tunables, accumulatorBits: 32 };
      expect(await verifyOn(session, emulated, asked, variant)).toMatchObject({ verified: true });
    },
  );

  it.for([
    ['a dropped block', '(K + BLOCK_K - 1) / BLOCK_K', 'K / BLOCK_K'],
    ['a stride of the other block', 'column, false, BLOCK_N)', 'column, false, BLOCK_K)'],
    ['parts stored crosswise', 'owner / SUBGROUPS_N', 'owner % SUBGROUPS_N'],
  ] as const)('verification catches %s', async ([, find, replacement], { skip }) => {
    const asked = product(17, 21, 25);
    if (!needed(session.traits, asked)) skip('It needs subgroups.');
    const broken = withPlantedBug(emulated, find, replacement);
    const variant = { ...square, vectorWidth: 1, spelling: 1, accumulatorBits: 32 };
    expect((await verifyOn(session, broken, asked, variant)).verified).toBe(false);
  });
});
