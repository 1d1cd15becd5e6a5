// Does it fit? The predicted need against what the device has.
import type { MemoryVerdict } from '../training-estimate.ts';

export function memoryVerdict(
  neededBytes: number,
  deviceBytes: number | undefined,
): MemoryVerdict | null {
  if (deviceBytes === undefined) return null;
  return {
    deviceBytes,
    neededBytes,
    fits: neededBytes <= deviceBytes,
    share: neededBytes / deviceBytes,
  };
}
