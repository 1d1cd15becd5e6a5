import { expect, it } from 'vitest';
import { testProfile } from '../../shared/result/profile.fixture.ts';
import type { AdapterIdentity } from '../../shared/result/schema.ts';
import { deviceKey } from './device-key.ts';
import { runOfProfile } from './run-of-profile.ts';

const base = testProfile();

function keyOf(
  identity: Partial<AdapterIdentity>,
  id = 'a',
  operatingSystem = 'Linux',
  host: 'browser' | 'node' = 'browser',
) {
  return deviceKey(
    runOfProfile({
      ...base,
      id,
      identity: { ...base.identity, ...identity },
      environment: { ...base.environment, operatingSystem, host },
    }),
  );
}

it('is the label over hosts, drivers and systems, however it is spaced', () => {
  const page = keyOf({ label: 'Den  PC' });
  expect(
    keyOf(
      { label: ' den pc', device: 'nvidia-4090', description: 'driver 2' },
      'b',
      'Windows',
      'node',
    ),
  ).toBe(page);
});

it('tells the two graphics chips of one labelled machine apart, and a software adapter', () => {
  const keys = [
    keyOf({ label: 'Den' }),
    keyOf({ label: 'Den', vendor: 'intel', architecture: 'xe' }),
    keyOf({ label: 'Den', softwareAdapter: true }),
    keyOf({ label: 'Attic' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

it('is what the adapter tells where there is no label, whatever the driver', () => {
  expect(keyOf({ description: 'driver 1' })).toBe(keyOf({ description: 'driver 2' }, 'b'));
  expect(keyOf({ device: '4090' })).not.toBe(keyOf({ device: '4060' }));
  expect(keyOf({})).not.toBe(keyOf({}, 'b', 'Windows'));
});

it('takes no two reports for one device where nothing is known of either', () => {
  const nothing = { vendor: '', architecture: '' };
  expect(keyOf(nothing)).not.toBe(keyOf(nothing, 'b'));
  expect(keyOf(nothing)).toBe(keyOf(nothing));
});

it('no label can pass for another key', () => {
  expect(keyOf({ label: 'x","gpu' })).not.toBe(keyOf({ label: 'x', vendor: 'gpu' }));
});
