// The lab's and the command line's run: every suite, with every kernel.
import '../kernels/registry.ts';
import type { MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { GpuProvider } from './gpu-provider.ts';
import { measureCalibrationSteps } from './measure-calibration-steps.ts';
import { type MeasureHooks, measureSuite } from './measure-suite.ts';
import type { SuiteContent } from './suite-content.ts';
import { plannedBlocks } from './suites/blocks.ts';

const everything: SuiteContent = { blocks: plannedBlocks, trainSteps: measureCalibrationSteps };

/**
 * Measures the device behind the provider. Whatever happens, the device is given back at the end.
 * @throws FlopscopeError when there is no device, it is lost, or the run is cancelled.
 */
export function measure(
  provider: GpuProvider,
  request: MeasureRequest,
  hooks: MeasureHooks,
): Promise<DeviceProfile> {
  return measureSuite(provider, request, hooks, everything);
}
