// Two devices for tests that need no GPU: what every WebGPU device has, and what a large card has.
import type { DeviceTraits } from './descriptor.ts';

/** The limits that every WebGPU device has, without any optional feature. */
export const leastDevice: DeviceTraits = {
  features: new Set(),
  languageFeatures: new Set(),
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeWorkgroupsPerDimension: 65_535,
  maxStorageBufferBindingSize: 2 ** 27,
  subgroupMinSize: 0,
  subgroupMaxSize: 0,
  subgroupMatrix: undefined,
};

/** A card with f16, subgroups of 32 and large workgroups; without matrix units. */
export const largeDevice: DeviceTraits = {
  ...leastDevice,
  features: new Set(['shader-f16', 'subgroups']),
  maxComputeInvocationsPerWorkgroup: 1024,
  maxComputeWorkgroupStorageSize: 65_536,
  maxStorageBufferBindingSize: 2 ** 31,
  subgroupMinSize: 32,
  subgroupMaxSize: 32,
};
