// The run that will be measured, as far as it is known before: enough to refuse a baseline that could not be one.
import { acquireDevice } from '../../engine/device/acquire-device.ts';
import { identify } from '../../engine/device/identity.ts';
import { SUITE_VERSION } from '../../engine/suites/suites.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import type { MeasureRequest } from '../../shared/events.ts';
import { nodeProvider } from '../node-provider.ts';

/**
 * Without figures, and with nothing that speaks against a comparison.
 * @throws FlopscopeError as `acquireDevice` and `nodeProvider`.
 */
export async function plannedRun(
  { suite, label = '', timingMethod = 'timestamp-query' }: MeasureRequest,
  adapter: string | undefined,
): Promise<ComparedRun> {
  const provider = await nodeProvider(adapter);
  const session = await acquireDevice(provider);
  const identity = identify(session.info, label);
  session.dispose();
  const { host, runtime, operatingSystem } = provider.facts;
  return {
    id: '',
    createdAt: new Date().toISOString(),
    suite,
    suiteVersion: SUITE_VERSION,
    complete: true,
    identity,
    host,
    runtime,
    operatingSystem,
    timingMethod,
    quantumNs: null,
    clockError: 0,
    visibility: 'unknown',
    charging: null,
    drift: 0,
    retained: null,
    figures: [],
  };
}
