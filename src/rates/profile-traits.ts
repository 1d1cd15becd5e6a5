// What a profile tells of a device, as far as it decides which kernels run there.
import type { DeviceTraits } from '../kernels/descriptor.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

export function traitsOf({ environment }: Pick<DeviceProfile, 'environment'>): DeviceTraits {
  const { features, languageFeatures, limits } = environment;
  const limit = (name: string) => limits[name] ?? 0;
  return {
    features: new Set(features),
    languageFeatures: new Set(languageFeatures),
    maxComputeInvocationsPerWorkgroup: limit('maxComputeInvocationsPerWorkgroup'),
    maxComputeWorkgroupStorageSize: limit('maxComputeWorkgroupStorageSize'),
    maxComputeWorkgroupsPerDimension: limit('maxComputeWorkgroupsPerDimension'),
    maxStorageBufferBindingSize: limit('maxStorageBufferBindingSize'),
    subgroupMinSize: limit('subgroupMinSize'),
    subgroupMaxSize: limit('subgroupMaxSize'),
    // No kernel that a step chooses in f32 needs them.
    subgroupMatrix: undefined,
  };
}
