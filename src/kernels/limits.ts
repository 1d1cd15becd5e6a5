// Whether a device can run a kernel at all: the checks that every kernel shares, each a sentence.
import type { Precision } from '../shared/problem.ts';
import type { DeviceTraits, KernelPlan } from './descriptor.ts';

const BYTES = { f32: 4, f16: 2, i32: 4, u32: 4, i8x4: 4 } as const;

export interface WorkgroupNeeds {
  readonly invocations: number;
  readonly storageBytes?: number;
}

/** Why the workgroup does not fit the device, or undefined. */
function workgroupReason(needs: WorkgroupNeeds, traits: DeviceTraits): string | undefined {
  const { invocations, storageBytes = 0 } = needs;
  if (invocations > traits.maxComputeInvocationsPerWorkgroup) {
    return `It needs ${invocations} invocations per workgroup; this device allows ${traits.maxComputeInvocationsPerWorkgroup}.`;
  }
  if (storageBytes > traits.maxComputeWorkgroupStorageSize) {
    return `It needs ${storageBytes} bytes of workgroup memory; this device allows ${traits.maxComputeWorkgroupStorageSize}.`;
  }
  return undefined;
}

/** Why the plan's grid or buffers do not fit the device, or undefined. */
function planReason(plan: KernelPlan, traits: DeviceTraits): string | undefined {
  const widest = Math.max(...plan.passes.flatMap((pass) => pass.workgroups));
  if (widest > traits.maxComputeWorkgroupsPerDimension) {
    return `It needs ${widest} workgroups in one dimension; this device allows ${traits.maxComputeWorkgroupsPerDimension}.`;
  }
  for (const buffer of plan.buffers) {
    const bytes = buffer.role === 'uniform' ? 0 : buffer.length * BYTES[buffer.format];
    if (bytes > traits.maxStorageBufferBindingSize) {
      return `Its buffer "${buffer.name}" has ${bytes} bytes; this device binds at most ${traits.maxStorageBufferBindingSize}.`;
    }
  }
  return undefined;
}

/** `makePlan` is called only once the workgroup is known to fit. */
export function limitReason(
  needs: WorkgroupNeeds,
  makePlan: () => KernelPlan,
  traits: DeviceTraits,
): string | undefined {
  return workgroupReason(needs, traits) ?? planReason(makePlan(), traits);
}

/** Why a floating-point kernel cannot compute in this precision here, or undefined. */
export function floatReason(precision: Precision, traits: DeviceTraits): string | undefined {
  if (precision === 'i8') return 'It computes in floating point, not in 8-bit integers.';
  if (precision === 'f16' && !traits.features.has('shader-f16')) {
    return 'This adapter does not offer f16 in shaders (the feature "shader-f16").';
  }
  return undefined;
}
