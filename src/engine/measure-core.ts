// The run of a host that has to be light: the suites `smoke` and `quick`, with the same kernels, problems and rules as the lab.
import '../kernels/core-kernels.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { GpuProvider } from './gpu-provider.ts';
import { type MeasureHooks, measureSuite } from './measure-suite.ts';
import type { SuiteContent } from './suite-content.ts';
import { coreBlocks } from './suites/core-blocks.ts';

const core: SuiteContent = {
  blocks: (traits, which) => {
    if (which === 'core') return coreBlocks(traits);
    throw new FlopscopeError(
      'invalid-input',
      'Only the suites smoke and quick are measured here. Open the lab, or use the command line, for the others.',
    );
  },
};

/** @throws FlopscopeError as `measure`, and `invalid-input` for a suite of other kernels. */
export function measureCore(
  provider: GpuProvider,
  request: MeasureRequest,
  hooks: MeasureHooks,
): Promise<DeviceProfile> {
  return measureSuite(provider, request, hooks, core);
}
