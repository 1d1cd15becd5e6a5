// How much memory a training step will take on a device that was measured: told from its profile alone, before
// anything is allocated there.
import { planMemory } from '../../models/program/plan-memory.ts';
import type { Program } from '../../models/program/program.ts';
import { KernelRates } from '../../rates/kernel-rates.ts';
import { traitsOf } from '../../rates/profile-traits.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { chooseKernel } from './choose-kernel.ts';
import { scratchBytes } from './executor-memory.ts';
import { OPTIMIZER_MOMENTS } from './optimizer.ts';
import type { OptimizerName } from '../../models/optimizer.ts';

/** WebGPU's guaranteed value, which no device exceeds by default. */
const DEFAULT_ALIGNMENT = 256;

/**
 * Bytes of parameters, gradients, optimizer state, activations and what kernels need for themselves.
 * @throws FlopscopeError `out-of-memory` for a tensor that the device cannot bind, `unsupported-model`.
 */
export function plannedStepBytes(
  program: Program,
  optimizer: OptimizerName,
  profile: DeviceProfile,
  rates = KernelRates.ofProfile(profile),
): number {
  const traits = traitsOf(profile);
  const { vendor, architecture } = profile.identity;
  const scratch = new Map<string, readonly number[]>();
  const plan = planMemory(
    program,
    limitsOf(profile),
    program.dispatches.map(({ problem }) => {
      const key = JSON.stringify(problem);
      const known = scratch.get(key);
      if (known !== undefined) return known;
      const chosen = chooseKernel({ traits, info: { vendor, architecture } }, problem, rates);
      const bytes = scratchBytes(chosen.descriptor.plan(problem, chosen.tunables));
      scratch.set(key, bytes);
      return bytes;
    }),
  );
  const parameters = plan.buffers.reduce(
    (sum, { kind, bytes }) => sum + (kind === 'parameters' ? bytes : 0),
    0,
  );
  return plan.bytes + parameters * OPTIMIZER_MOMENTS[optimizer];
}

function limitsOf({ environment: { limits } }: DeviceProfile) {
  const binding = limits['maxStorageBufferBindingSize'] ?? 0;
  return {
    maxBindingBytes: Math.min(binding, limits['maxBufferSize'] ?? binding),
    offsetAlignment: limits['minStorageBufferOffsetAlignment'] ?? DEFAULT_ALIGNMENT,
  };
}
