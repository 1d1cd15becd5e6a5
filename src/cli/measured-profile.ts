// The measurement that an estimate rests on: a file, the latest one of this machine, or one made now.
import type { DeviceProfile } from '../shared/result/schema.ts';
import { latestProfile, latestShrinkProfile, loadProfile } from './profile-store.ts';
import { runMeasurement } from './run-measurement.ts';

/** @param file result of "flopscope measure"; the latest one when left out. */
export async function measuredProfile(file: string | undefined): Promise<DeviceProfile> {
  if (file !== undefined) return loadProfile(file);
  const latest = await latestProfile();
  if (latest !== undefined) {
    process.stderr.write(`Using the result measured on ${latest.createdAt}.\n`);
    return latest;
  }
  process.stderr.write(
    'Nothing was measured yet on this machine: running the quick suite first.\n',
  );
  return runMeasurement({ suite: 'quick' });
}

/** As `measuredProfile`, but of the suite `shrink` where one was measured, whatever was measured after it. */
export async function shrinkProfile(file: string | undefined): Promise<DeviceProfile> {
  const latest = file === undefined ? await latestShrinkProfile() : undefined;
  if (latest === undefined) return measuredProfile(file);
  process.stderr.write(`Using the result of the suite "shrink" measured on ${latest.createdAt}.\n`);
  return latest;
}
