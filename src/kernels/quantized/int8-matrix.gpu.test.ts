// The int8 matrix kernel's arithmetic of addresses, on any adapter: its fragments are held in arrays.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import { withoutMatrixUnits } from '../../../test/support/held-matrices.ts';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { GpuSession } from '../../engine/device/gpu-session.ts';
import { problemLabel, type QuantizedMatmulProblem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const kernel = kernelById('quantized/int8-matrix');
const emulated = withPlan(kernel, (plan) => ({
  ...plan,
  passes: plan.passes.map((pass) => ({ ...pass, code: withoutMatrixUnits(pass.code) })),
}));

const parts = { subgroupsM: 2, subgroupsN: 2, fragmentsM: 1, fragmentsN: 2, stepsK: 2 };
const small = {
  matrixM: 8,
  matrixN: 8,
  matrixK: 16,
  subgroupSize: 16,
  bytesPerUnit: 4,
  ...parts,
};

function product(m: number, n: number, k: number): QuantizedMatmulProblem {
  return { op: 'quantized-matmul', m, n, k, precision: 'i8', scheme: 'int8' };
}

const cases: readonly (readonly [QuantizedMatmulProblem, Tunables])[] = [
  [product(16, 32, 32), { ...small, spelling: 1 }],
  [product(19, 37, 70), { ...small, bytesPerUnit: 1, spelling: 2 }],
  // Every one takes two seconds and more to compile on SwiftShader.
  ...(FULL
    ? ([
        [product(1, 1, 1), { ...small, spelling: 1 }],
        [product(33, 41, 100), { ...small, matrixM: 16, matrixK: 32, spelling: 2 }],
        [product(70, 20, 64), { ...small, matrixN: 16, fragmentsM: 2, spelling: 1 }],
      ] as const)
    : []),
];

describe('quantized/int8-matrix, with its fragments held in arrays', () => {
  it.for(cases.map(([asked, tunables]) => ({ label: problemLabel(asked), asked, tunables })))(
    '$label',
    async ({ asked, tunables }, { skip }) => {
      if (!session.traits.features.has('subgroups')) skip('It needs subgroups.');
      expect(await verifyOn(session, emulated, asked, tunables)).toMatchObject({ verified: true });
    },
  );

  it.for([
    [
      'a dropped block',
      '(K_VECTORS + BLOCK_VECTORS - 1) / BLOCK_VECTORS',
      'K_VECTORS / BLOCK_VECTORS',
    ],
    ['offsets counted in bytes', '(column * BLOCK_K + k) / BYTES_PER_UNIT', 'column * BLOCK_K + k'],
    ['W read by rows', 'BYTES_PER_UNIT, true, STRIDE', 'BYTES_PER_UNIT, false, STRIDE'],
    ...(FULL
      ? ([
          ['the scale of another row', 'scaleA[row]', 'scaleA[max(row, 1u) - 1]'],
          ['parts stored crosswise', 'owner / SUBGROUPS_N', 'owner % SUBGROUPS_N'],
        ] as const)
      : []),
  ] as const)('verification catches %s', async ([, find, replacement], { skip }) => {
    if (!session.traits.features.has('subgroups')) skip('It needs subgroups.');
    const broken = withPlantedBug(emulated, find, replacement);
    const asked = product(19, 37, 70);
    expect((await verifyOn(session, broken, asked, { ...small, spelling: 1 })).verified).toBe(
      false,
    );
  });
});
