// The name under which records of this device are kept, from what the worker tells of it: the same as the engine gives.
import { adapterKey } from '../engine/device/identity.ts';
import type { DeviceDescription } from './engine-api.ts';

export function deviceKey({ identity, environment }: DeviceDescription): string {
  return adapterKey(identity, environment);
}
