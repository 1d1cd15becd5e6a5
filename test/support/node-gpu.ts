// Devices for tests that need a real adapter in Node. Which adapter it is does not matter to any test.
import { kernelById } from '../../src/kernels/registry.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../../src/kernels/descriptor.ts';
import { nodeProvider } from '../../src/cli/node-provider.ts';
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { verifyKernel, type VerificationReport } from '../../src/engine/kernels/verify-kernel.ts';
import type { Problem } from '../../src/shared/problem.ts';

/** A session on the machine's default adapter; the caller disposes it. */
export async function openSession(): Promise<GpuSession> {
  return acquireDevice(await nodeProvider());
}

/** Prepares, runs and checks one kernel on one problem. */
export async function verifyOn(
  session: GpuSession,
  kernel: KernelDescriptor | string,
  problem: Problem,
  tunables: Tunables,
  seed = 1,
): Promise<VerificationReport> {
  const descriptor = typeof kernel === 'string' ? kernelById(kernel) : kernel;
  const prepared = await PreparedKernel.create(session, descriptor, problem, tunables, seed);
  try {
    return await verifyKernel(session, prepared);
  } finally {
    prepared.dispose();
  }
}

/** The same kernel with another plan. */
export function withPlan(
  descriptor: KernelDescriptor,
  change: (plan: KernelPlan) => KernelPlan,
): KernelDescriptor {
  return {
    id: descriptor.id,
    op: descriptor.op,
    label: descriptor.label,
    summary: descriptor.summary,
    variants: (problem) => descriptor.variants(problem),
    unsupported: (problem, tunables, traits) => descriptor.unsupported(problem, tunables, traits),
    plan: (problem, tunables) => change(descriptor.plan(problem, tunables)),
  };
}

/** A kernel whose shader was broken on purpose; throws when the edit changes nothing. */
export function withPlantedBug(
  descriptor: KernelDescriptor,
  find: string | RegExp,
  replacement: string,
): KernelDescriptor {
  return withPlan(descriptor, (plan) => {
    const passes = plan.passes.map((pass) => ({
      ...pass,
      code: pass.code.replace(find, replacement),
    }));
    if (passes.every((pass, index) => pass.code === plan.passes[index]?.code)) {
      throw new Error(
        `The planted bug changes nothing: ${String(find)} is not in ${descriptor.id}.`,
      );
    }
    return { ...plan, passes };
  });
}
