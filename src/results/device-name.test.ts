import { describe, expect, it } from 'vitest';
import { detectedName, deviceName } from './device-name.ts';
import { testProfile } from '../shared/result/profile.fixture.ts';

const { identity } = testProfile();

describe('detectedName', () => {
  it('writes vendors and generations as they write themselves', () => {
    expect(detectedName(identity)).toBe('NVIDIA Lovelace');
    expect(detectedName({ ...identity, vendor: 'amd', architecture: 'rdna-3' })).toBe('AMD RDNA-3');
    expect(detectedName({ ...identity, vendor: 'apple', architecture: 'metal-3' })).toBe(
      'Apple Metal-3',
    );
  });

  it('prefers the description, and names software adapters by their own name', () => {
    expect(detectedName({ ...identity, description: 'GeForce' })).toBe('GeForce');
    expect(
      detectedName({
        ...identity,
        vendor: 'google',
        architecture: 'swiftshader',
        softwareAdapter: true,
      }),
    ).toBe('SwiftShader');
  });

  it('has a name for an adapter that tells nothing', () => {
    expect(detectedName({ ...identity, vendor: '', architecture: '' })).toBe('This GPU');
  });
});

describe('deviceName', () => {
  it('is what the person calls it', () => {
    expect(deviceName({ ...identity, label: 'Office tower' })).toBe('Office tower');
  });
});
