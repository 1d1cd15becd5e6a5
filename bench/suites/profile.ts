// One run of a suite in whichever host, for the tables of families and their shares of the ceiling.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { measure } from '../../src/engine/measure.ts';
import type { MeasureRequest } from '../../src/shared/events.ts';
import type { DeviceProfile } from '../../src/shared/result/schema.ts';

export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<DeviceProfile> {
  let step = '';
  return measure(provider, options as MeasureRequest, {
    onEvent: (event) => {
      if (event.type !== 'progress') return;
      const [name = ''] = event.step.split(':');
      if (name !== step) log(`${(event.elapsedMs / 1e3).toFixed(0)} s: ${name}`);
      step = name;
    },
  });
}
