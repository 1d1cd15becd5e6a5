// A suite measured for a benchmark, with a line for every step of it.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { measure } from '../../src/engine/measure.ts';
import type { DeviceProfile, SuiteId } from '../../src/shared/result/schema.ts';

export async function measureSuite(
  provider: GpuProvider,
  suite: SuiteId,
  log: (line: string) => void,
): Promise<DeviceProfile> {
  let step = '';
  return measure(
    provider,
    { suite },
    {
      onEvent: (event) => {
        if (event.type !== 'progress' || event.step === step) return;
        step = event.step;
        log(`${(event.elapsedMs / 1e3).toFixed(0)} s: ${step}`);
      },
    },
  );
}
