import { describe, expect, it } from 'vitest';
import type { DeviceTraits } from '../descriptor.ts';
import { leastDevice } from '../device-traits.fixture.ts';
import { idleLanesReason, lanesReason } from './lanes-reason.ts';

const traits: DeviceTraits = {
  ...leastDevice,
  features: new Set(['subgroups']),
  subgroupMinSize: 8,
  subgroupMaxSize: 32,
};

describe('lanes', () => {
  it('fit the narrowest subgroup that the device may choose', () => {
    expect(lanesReason(8, traits)).toBeUndefined();
    expect(lanesReason(16, traits)).toMatch(/^It .* 16 lanes; .* only 8\.$/);
  });

  it('need subgroups at all', () => {
    expect(lanesReason(4, { ...traits, features: new Set() })).toMatch(/"subgroups"/);
  });

  it('are not left idle by workgroups below one subgroup', () => {
    expect(idleLanesReason(8, traits)).toBeUndefined();
    expect(idleLanesReason(4, traits)).toMatch(/^Its workgroups of 4 .* at least 8\.$/);
  });
});
