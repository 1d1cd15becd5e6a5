// What products refuse, and how their plans count: no GPU needed.
import { describe, expect, it } from 'vitest';
import type { MatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, SubgroupMatrixTraits, Tunables } from '../descriptor.ts';
import { largeDevice } from '../device-traits.fixture.ts';
import { kernelById, kernelsFor } from '../registry.ts';

const problem: MatmulProblem = { op: 'matmul', m: 64, n: 64, k: 64, precision: 'f32' };

const device: DeviceTraits = {
  ...largeDevice,
  maxComputeWorkgroupStorageSize: 32_768,
  maxStorageBufferBindingSize: 2 ** 30,
};

const units: SubgroupMatrixTraits = {
  extension: 'chromium_experimental_subgroup_matrix',
  syntax: 'layout-template',
  configs: [
    { componentType: 'f16', resultComponentType: 'f32', m: 16, n: 8, k: 16 },
    { componentType: 'i8', resultComponentType: 'i32', m: 16, n: 16, k: 32 },
  ],
};

/** The variants that run, and every reason of those that do not. */
function sorted(id: string, asked: MatmulProblem, traits: Partial<DeviceTraits> = {}) {
  const kernel = kernelById(id);
  const running: Tunables[] = [];
  const reasons = new Set<string>();
  for (const variant of kernel.variants(asked)) {
    const reason = kernel.unsupported(asked, variant, { ...device, ...traits });
    if (reason === undefined) running.push(variant);
    else reasons.add(reason);
  }
  return { running, reasons: [...reasons] };
}

describe('products', () => {
  it('refuse a batch beyond the grid of the device by its number', () => {
    const asked = { ...problem, batch: 70_000, m: 8, n: 1, k: 8 };
    for (const { id } of kernelsFor('matmul')) {
      expect(sorted(id, asked, { subgroupMatrix: units }).running, id).toEqual([]);
    }
    for (const id of ['matmul/naive', 'matmul/register-tile', 'matmul/block-tile', 'matmul/gemv']) {
      expect(sorted(id, asked).reasons, id).toEqual([
        'It needs 70000 workgroups in one dimension; this device allows 65535.',
      ]);
    }
  });

  it('refuse 8-bit integers', () => {
    for (const { id } of kernelsFor('matmul')) {
      expect(sorted(id, { ...problem, precision: 'i8' }).running, id).toEqual([]);
    }
  });

  it('count the whole batch, and what the epilogue reads as traffic but not as work', () => {
    const fused = { ...problem, batch: 3, bias: true, residual: true, activation: 'relu' } as const;
    for (const { id } of kernelsFor('matmul')) {
      const kernel = kernelById(id);
      const [variant = {}] = kernel.variants(fused);
      if (id === 'matmul/gemv') continue;
      const { flops, bytes } = kernel.plan(fused, variant);
      expect(flops, id).toBe(3 * 2 * 64 ** 3);
      expect(bytes, id).toBe((3 * 4 * 64 * 64 + 64) * 4);
    }
  });
});

describe('matmul/gemv', () => {
  it('refuses products without a vector', () => {
    expect(sorted('matmul/gemv', problem).reasons).toEqual([
      'It multiplies by a single vector only: M or N must be 1.',
    ]);
  });

  it('adds by subgroups only where shaders have them', () => {
    const asked = { ...problem, n: 1 };
    const { running, reasons } = sorted('matmul/gemv', asked, { subgroupMinSize: 0 });
    expect(running.some((variant) => variant['subgroups'] === 1)).toBe(false);
    expect(reasons.join()).toMatch(/feature "subgroups"/);
  });
});

describe('matmul/split-k', () => {
  it('refuses sums too short to be split', () => {
    expect(sorted('matmul/split-k', problem).reasons.join()).toMatch(/K = 64 is too short/);
  });

  it('refuses grids that fill a device', () => {
    const large = { ...problem, m: 4096, n: 4096, k: 4096 };
    expect(sorted('matmul/split-k', large).reasons.join()).toMatch(/workgroups fill a device/);
  });

  it('splits further the fewer tiles there are', () => {
    const most = (asked: MatmulProblem) =>
      Math.max(...sorted('matmul/split-k', asked).running.map(({ splits = 0 }) => splits));
    const small = most({ ...problem, k: 16_384 });
    expect(small).toBeGreaterThan(most({ ...problem, m: 512, n: 512, k: 16_384 }));
    expect(small).toBeLessThanOrEqual(16_384 / 64);
  });
});

describe('matmul/subgroup-matrix', () => {
  const halves: MatmulProblem = { ...problem, precision: 'f16' };

  it('says what is missing without matrix units', () => {
    expect(sorted('matmul/subgroup-matrix', halves).reasons.join()).toMatch(/no matrix units/);
  });

  it('runs only what the adapter lists, in its spelling, for its subgroups', () => {
    const { running } = sorted('matmul/subgroup-matrix', halves, { subgroupMatrix: units });
    expect(running.length).toBeGreaterThan(0);
    for (const variant of running) {
      expect(variant).toMatchObject({
        matrixM: 16,
        matrixN: 8,
        matrixK: 16,
        spelling: 1,
        subgroupSize: 32,
        accumulatorBits: 32,
      });
    }
    expect(sorted('matmul/subgroup-matrix', problem, { subgroupMatrix: units }).running).toEqual(
      [],
    );
  });

  it.each([
    [
      'column-major-argument',
      false,
      2,
      'subgroupMatrixLoad<Left>(&aBlock, row * BLOCK_K + k, false',
    ],
    ['layout-template', true, 3, 'alias Left = subgroup_matrix_left<f16, 16, 16>'],
  ] as const)('spells it as %s, rows first %s', (syntax, rowsFirst, spelling, text) => {
    const traits = { subgroupMatrix: { ...units, syntax, rowsFirst } };
    const [variant = {}] = sorted('matmul/subgroup-matrix', halves, traits).running;
    expect(variant['spelling']).toBe(spelling);
    const [pass] = kernelById('matmul/subgroup-matrix').plan(halves, variant).passes;
    expect(pass?.code).toContain(text);
    expect(pass?.code).toContain('diagnostic(off, chromium.subgroup_matrix_uniformity);');
    expect(pass?.code).toContain(`subgroup_matrix_result<f32, ${rowsFirst ? '16, 8' : '8, 16'}>`);
  });

  it('keeps the workgroup a multiple of the largest subgroup', () => {
    const { running } = sorted('matmul/subgroup-matrix', halves, {
      subgroupMatrix: units,
      subgroupMinSize: 16,
    });
    for (const { subgroupsM = 0, subgroupsN = 0, subgroupSize = 0 } of running) {
      expect((subgroupsM * subgroupsN * subgroupSize) % 32).toBe(0);
    }
  });
});
