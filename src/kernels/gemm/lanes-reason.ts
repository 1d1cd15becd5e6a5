// Whether the subgroups of a device are wide enough for lanes that hand each other what they loaded.
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
