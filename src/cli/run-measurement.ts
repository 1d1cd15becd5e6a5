// One measurement with its progress on stderr; Ctrl+C stops it cleanly.
import { measure } from '../engine/measure.ts';
import { measureWithPower } from '../engine/power/measure-with-power.ts';
import type { MeasureEvent, MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { nodeProvider } from './node-provider.ts';
import { linuxPowerMeter } from './power/linux-power-meter.ts';
import { rememberProfile } from './profile-store.ts';
import { ProgressLine } from './progress-line.ts';
import { TuningFolder } from './tuning-folder.ts';

/** Also remembers the profile for later estimates, unless only some kernels were run. */
export async function runMeasurement(
  request: MeasureRequest,
  adapter?: string,
): Promise<DeviceProfile> {
  const line = new ProgressLine(process.stderr);
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  process.once('SIGINT', onInterrupt);
  try {
    const provider = { ...(await nodeProvider(adapter)), tuningStore: new TuningFolder() };
    const meter = await linuxPowerMeter({ now: () => provider.now() });
    const hooks = {
      signal: controller.signal,
      onEvent: (event: MeasureEvent) => {
        line.show(event);
      },
    };
    const profile = await (meter === undefined
      ? measure(provider, request, hooks)
      : measureWithPower(provider, meter, request, hooks));
    if (profile.complete) await rememberProfile(profile);
    return profile;
  } finally {
    line.clear();
    process.removeListener('SIGINT', onInterrupt);
  }
}
