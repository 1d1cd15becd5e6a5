import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, verifyOn, withPlan, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { KernelDescriptor } from '../../kernels/descriptor.ts';
import { kernelById } from '../../kernels/registry.ts';
import type { GpuSession } from '../device/gpu-session.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const problem = { op: 'matmul', m: 33, n: 47, k: 65, precision: 'f32' } as const;
const naive = kernelById('matmul/naive');
const [tunables = {}] = naive.variants(problem);

describe('verifyKernel', () => {
  it('passes a right kernel with an error below its bound, on different data each seed', async () => {
    const first = await verifyOn(session, naive, problem, tunables, 1);
    const second = await verifyOn(session, naive, problem, tunables, 2);
    expect(first).toMatchObject({ verified: true, checkedEntries: 33 * 47 });
    expect(first.maxError).toBeGreaterThan(0);
    expect(first.maxError).toBeLessThanOrEqual(first.errorBound);
    expect(second.maxError).not.toBe(first.maxError);
  });

  it('names an element that was never written', async () => {
    const lazy = narrowed(naive);
    const report = await verifyOn(session, lazy, problem, tunables);
    expect(report.verified).toBe(false);
    expect(report.reason).toMatch(/never written/);
  });

  it('refuses a shader that does not compile, with the line and the compiler’s reason', async () => {
    const broken = withPlantedBug(naive, 'fn main', 'fn main)');
    await expect(verifyOn(session, broken, problem, tunables)).rejects.toMatchObject({
      code: 'shader-compilation',
      message: expect.stringMatching(/line \d+/) as string,
    });
    // The device is still usable afterwards.
    expect((await verifyOn(session, naive, problem, tunables)).verified).toBe(true);
  });

  it('refuses a problem that no buffer can hold, and goes on with the next one', async () => {
    const huge = { ...problem, m: 1 << 20, n: 1 << 20, k: 1 };
    await expect(verifyOn(session, naive, huge, tunables)).rejects.toMatchObject({
      code: expect.stringMatching(/out-of-memory|gpu-validation|shader-compilation/) as string,
    });
    expect((await verifyOn(session, naive, problem, tunables)).verified).toBe(true);
  });
});

/** Dispatches one workgroup less in y, so that the last rows are left out. */
function narrowed(descriptor: KernelDescriptor): KernelDescriptor {
  return withPlan(descriptor, (plan) => ({
    ...plan,
    passes: plan.passes.map((pass) => {
      const [x, y, z] = pass.workgroups;
      return { ...pass, workgroups: [x, y - 1, z] as const };
    }),
  }));
}
