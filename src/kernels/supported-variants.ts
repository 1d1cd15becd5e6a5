// Which variants of a kernel fit a problem and a device, and whether it is the device that stands in the way.
import type { DeviceTraits, KernelDescriptor, Tunables } from './descriptor.ts';
import type { Problem } from '../shared/problem.ts';

export function supportedVariants(
  kernel: KernelDescriptor,
  problem: Problem,
  traits: DeviceTraits,
): readonly Tunables[] {
  return kernel
    .variants(problem)
    .filter((tunables) => kernel.unsupported(problem, tunables, traits) === undefined);
}

/** A device that refuses nothing: what it cannot run is not meant for the problem. */
const everything: DeviceTraits = {
  features: new Set(['shader-f16', 'subgroups', 'timestamp-query']),
  languageFeatures: new Set(['packed_4x8_integer_dot_product']),
  maxComputeInvocationsPerWorkgroup: Number.MAX_SAFE_INTEGER,
  maxComputeWorkgroupStorageSize: Number.MAX_SAFE_INTEGER,
  maxComputeWorkgroupsPerDimension: Number.MAX_SAFE_INTEGER,
  maxStorageBufferBindingSize: Number.MAX_SAFE_INTEGER,
  subgroupMinSize: 128,
  subgroupMaxSize: 128,
  subgroupMatrix: undefined,
};

/**
 * Why this device cannot run a kernel that is meant for the problem; undefined when it can, or when the
 * kernel is not for this problem at all (a depthwise kernel and a matrix product).
 */
export function refusedByDevice(
  kernel: KernelDescriptor,
  problem: Problem,
  traits: DeviceTraits,
): string | undefined {
  if (supportedVariants(kernel, problem, traits).length > 0) return undefined;
  const [meant] = supportedVariants(kernel, problem, everything);
  return meant === undefined ? undefined : kernel.unsupported(problem, meant, traits);
}
