// A measurement with the host's power sensors running beside it.
import type { MeasureRequest } from '../../shared/events.ts';
import { validateResult } from '../../shared/result/parse-result.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { GpuProvider } from '../gpu-provider.ts';
import { measure } from '../measure.ts';
import type { MeasureHooks } from '../measure-suite.ts';
import type { PowerMeter } from './power-meter.ts';
import { summarisePower } from './summarise-power.ts';

/** Sensors average over up to a second; the device rests this long before the run. */
const REST_MS = 1500;

/** As `measure`; the result has a `power` entry where the meter found something to tell. */
export async function measureWithPower(
  provider: GpuProvider,
  meter: PowerMeter,
  request: MeasureRequest,
  hooks: MeasureHooks,
): Promise<DeviceProfile> {
  const restStart = provider.now();
  await meter.start();
  await provider.sleep?.(REST_MS);
  const idle = { fromMs: restStart, toMs: provider.now() };
  let runStartMs = idle.toMs;
  let started = false;
  let profile: DeviceProfile;
  try {
    profile = await measure(provider, request, {
      ...hooks,
      onEvent(event) {
        if (event.type === 'progress' && !started) {
          started = true;
          runStartMs = provider.now() - event.elapsedMs;
        }
        hooks.onEvent(event);
      },
    });
  } catch (thrown) {
    await meter.stop();
    throw thrown;
  }
  const power = summarisePower(profile, await meter.stop(), { runStartMs, idle });
  const silent = power.sensors.length === 0 && power.notes.length === 0;
  return silent ? profile : validateResult({ ...profile, power });
}
