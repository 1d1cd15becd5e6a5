import { describe, expect, it } from 'vitest';
import type { Problem } from '../shared/problem.ts';
import type { DeviceTraits } from './descriptor.ts';
import { leastDevice } from './device-traits.fixture.ts';
import { allKernels, kernelById, kernelsFor } from './registry.ts';

const problems: readonly Problem[] = [
  { op: 'matmul', m: 64, n: 64, k: 64, precision: 'f32' },
  { op: 'matmul', m: 5, n: 7, k: 3, precision: 'f16' },
  { op: 'multiply-add', invocations: 256, steps: 1000, precision: 'f32' },
  { op: 'multiply-add', invocations: 256, steps: 1000, precision: 'i8' },
  { op: 'copy', bytes: 4096, precision: 'f32' },
  { op: 'launch', precision: 'f32' },
];

describe('registry', () => {
  it('finds every kernel by its id, each with the id of its files', () => {
    expect(allKernels.length).toBeGreaterThanOrEqual(11);
    for (const kernel of allKernels) {
      expect(kernel.id).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
      expect(kernelById(kernel.id)).toBe(kernel);
    }
  });

  it('names the nearest kernel for an unknown one', () => {
    expect(() => kernelById('matmul/block-tiles')).toThrow(/nearest is "matmul\/block-tile"/);
  });

  it('lists only kernels of the operation', () => {
    expect(kernelsFor('launch').map((kernel) => kernel.id)).toEqual(['ceilings/launch']);
    expect(kernelsFor('matmul').map((kernel) => kernel.id)).toContain('matmul/naive');
  });

  it.each(problems)(
    'offers a first variant that fits the least device, or says why not: %o',
    (problem) => {
      for (const kernel of kernelsFor(problem.op)) {
        const variants = kernel.variants(problem);
        expect(variants.length).toBeGreaterThan(0);
        for (const variant of variants) {
          const reason = kernel.unsupported(problem, variant, leastDevice);
          if (reason !== undefined) expect(reason).toMatch(/^[A-Z].*\.$/);
          else if (problem.precision === 'f16') expect.unreachable('f16 needs a feature');
        }
      }
    },
  );

  it('explains which limit a device falls short of', () => {
    const [problem] = problems;
    if (problem === undefined) return;
    const kernel = kernelById('matmul/block-tile');
    const [variant = {}] = kernel.variants(problem);
    const refuse = (traits: Partial<DeviceTraits>) =>
      kernel.unsupported(problem, variant, { ...leastDevice, ...traits });
    expect(refuse({ maxComputeInvocationsPerWorkgroup: 128 })).toMatch(/256 invocations/);
    expect(refuse({ maxComputeWorkgroupStorageSize: 1024 })).toMatch(/bytes of workgroup memory/);
    expect(refuse({ maxStorageBufferBindingSize: 1024 })).toMatch(/buffer "a" has 16384 bytes/);
    expect(refuse({ maxComputeWorkgroupsPerDimension: 0 })).toMatch(/workgroups in one dimension/);
  });
});
