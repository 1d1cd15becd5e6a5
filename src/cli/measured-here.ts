// The profile that chooses kernels: the one that is named, or the latest of this device. Undefined where nothing was
// measured on it, and the usual kernels run.
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { isProfileOf } from '../engine/train-networks.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { latestTrainingProfile, loadProfile } from './profile-store.ts';

export async function measuredHere(
  provider: GpuProvider,
  file: string | undefined,
): Promise<DeviceProfile | undefined> {
  if (file !== undefined) return loadProfile(file);
  const latest = await latestTrainingProfile();
  return latest !== undefined && (await isProfileOf(provider, latest)) ? latest : undefined;
}
