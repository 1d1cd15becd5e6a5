// Adding the gradients of all devices: a ring all-reduce, partly hidden behind backward.
import { interconnects, type Interconnect } from '../../facts/interconnects.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { unknownName } from '../../models/nearest-names.ts';
import type { Range } from '../training-estimate.ts';

/** @throws FlopscopeError `unknown-name`; the sentence names the nearest ids. */
export function findInterconnect(id: string): Interconnect {
  const found = interconnects.find((each) => each.id === id);
  if (found) return found;
  throw unknownName('interconnect', id, interconnects);
}

/**
 * Each device sends and receives 2(N−1)/N of the bytes: N−1 parts while summing, N−1 while handing out (nccl-tests,
 * doc/PERFORMANCE.md, all-reduce). Latency of the 2(N−1) messages is left out.
 */
export function ringSeconds(bytes: number, devices: number, bytesPerSecond: number): number {
  if (!Number.isInteger(devices) || devices < 1) {
    throw new FlopscopeError('internal', `A ring of ${devices} devices cannot be closed.`);
  }
  return ((2 * (devices - 1)) / devices) * (bytes / bytesPerSecond);
}

/**
 * What of it lengthens a step. Low: hidden behind backward as far as that lasts, as gradients are sent while the
 * layers below still compute. High: all of it. The middle stands for what is sent last and cannot be hidden.
 */
export function exposedSeconds(ring: number, backwardSeconds: number): Range {
  const low = Math.max(0, ring - backwardSeconds);
  return { value: (low + ring) / 2, low, high: ring };
}
