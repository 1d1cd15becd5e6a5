// Whether the subgroups of a device suit lanes that hand each other what they loaded: neither too narrow for
// them nor wider than the workgroup.
import type { DeviceTraits } from '../descriptor.ts';

/** Why `lanes` neighbours may not lie in one subgroup on this device, or undefined. */
export function lanesReason(lanes: number, traits: DeviceTraits): string | undefined {
  if (!traits.features.has('subgroups')) {
    return 'Its lanes exchange values, and this adapter offers no subgroups in shaders (the feature "subgroups").';
  }
  return traits.subgroupMinSize < lanes
    ? `It exchanges values among ${lanes} lanes; subgroups of this device may have only ${traits.subgroupMinSize}.`
    : undefined;
}

/** Why a workgroup of so few invocations leaves lanes idle on this device, or undefined. */
export function idleLanesReason(invocations: number, traits: DeviceTraits): string | undefined {
  return invocations < traits.subgroupMinSize
    ? `Its workgroups of ${invocations} leave lanes idle: subgroups of this device have at least ${traits.subgroupMinSize}.`
    : undefined;
}
