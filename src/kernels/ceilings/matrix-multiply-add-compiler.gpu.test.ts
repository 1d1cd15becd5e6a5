// The matrix ceiling where no adapter has matrix units: Dawn's null backend checks the shaders of every form.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilerErrors, openNullDevice } from '../../../test/support/null-device.ts';
import type { DeviceTraits, Tunables } from '../descriptor.ts';
import { kernel } from './matrix-multiply-add.kernel.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await openNullDevice([
    'shader-f16',
    'subgroups',
    'chromium-experimental-subgroup-matrix',
  ]);
});

afterAll(() => {
  device.destroy();
});

const formOf = ({ lefts, rights, unroll, groupSubgroups }: Tunables) =>
  [lefts, rights, unroll, groupSubgroups].join();

const fragmentOf = ({ matrixM, matrixN, matrixK }: Tunables) => [matrixM, matrixN, matrixK].join();

const codeOf = (precision: 'f16' | 'f32' | 'i8', variant: Tunables) =>
  kernel.plan({ op: 'matrix-multiply-add', subgroups: 37, steps: 1000, precision }, variant)
    .passes[0]?.code ?? '';

describe.each(['f16', 'f32', 'i8'] as const)('%s', (precision) => {
  const problem = { op: 'matrix-multiply-add', subgroups: 37, steps: 1000, precision } as const;
  const variants = kernel.variants(problem);

  // Every fragment in the first form, every form with the first fragment.
  const [safest = {}] = variants;
  const telling = variants.filter(
    (variant) =>
      variant['subgroupSize'] === safest['subgroupSize'] &&
      // This Dawn counts words.
      variant['bytesPerUnit'] === safest['bytesPerUnit'] &&
      (formOf(variant) === formOf(safest) || fragmentOf(variant) === fragmentOf(safest)),
  );

  it.each([1, 2])('is valid WGSL in spelling %i, which this Dawn reads', async (spelling) => {
    const read = telling.filter((variant) => variant['spelling'] === spelling);
    expect(read.length).toBeGreaterThan(0);
    for (const variant of read) {
      const errors = await compilerErrors(device, codeOf(precision, variant));
      expect(errors, JSON.stringify(variant)).toEqual([]);
    }
  });

  it('would not be without the last argument', async () => {
    const [variant = {}] = variants;
    const broken = codeOf(precision, variant).replace(/, MATRIX_K \/ PER_UNIT\);/, ');');
    expect(await compilerErrors(device, broken)).not.toEqual([]);
  });

  it('states the products that its source holds', () => {
    for (const variant of variants.filter(({ spelling }) => spelling === 1)) {
      const { lefts = 0, rights = 0, unroll = 0, matrixM = 0, matrixN = 0, matrixK = 0 } = variant;
      const plan = kernel.plan(problem, variant);
      const products =
        plan.passes[0]?.code.match(/= subgroupMatrixMultiplyAccumulate\(/g)?.length ?? 0;
      expect(products).toBe(lefts * rights * unroll);
      const turns = Math.max(1, Math.floor(problem.steps / products));
      expect(plan.passes[0]?.overrides).toEqual({ TURNS: turns });
      expect(plan.flops).toBe(2 * matrixM * matrixN * matrixK * 37 * turns * products);
    }
  });

  it('asks for the units that the adapter has', () => {
    const traits = {
      features: new Set(['shader-f16', 'subgroups', 'chromium-experimental-subgroup-matrix']),
      languageFeatures: new Set<string>(),
      maxComputeInvocationsPerWorkgroup: 1024,
      maxComputeWorkgroupStorageSize: 32_768,
      maxComputeWorkgroupsPerDimension: 65_535,
      maxStorageBufferBindingSize: 2 ** 30,
      subgroupMinSize: 32,
      subgroupMaxSize: 32,
      subgroupMatrix: {
        extension: 'chromium_experimental_subgroup_matrix',
        syntax: 'layout-template',
        countsWords: true,
        configs: [
          precision === 'i8'
            ? { componentType: precision, resultComponentType: 'i32', m: 16, n: 16, k: 16 }
            : { componentType: precision, resultComponentType: 'f32', m: 16, n: 16, k: 16 },
        ],
      },
    } as const satisfies DeviceTraits;
    const fitting = variants.filter(
      (variant) => kernel.unsupported(problem, variant, traits) === undefined,
    );
    expect(
      new Set(
        fitting.map(({ matrixM, subgroupSize, accumulatorBits }) =>
          [matrixM, subgroupSize, accumulatorBits].join(),
        ),
      ),
    ).toEqual(new Set(['16,32,32']));
    const [first = {}] = variants;
    expect(kernel.unsupported(problem, first, { ...traits, subgroupMatrix: undefined })).toMatch(
      /^Shaders reach no matrix units.*\.$/,
    );
  });
});
