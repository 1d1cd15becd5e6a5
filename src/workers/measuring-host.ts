// The measuring half of an engine's worker: the GPU of where it runs, one job at a time, stopped when asked.
import { describeEnvironment } from '../engine/describe-environment.ts';
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { identify } from '../engine/device/identity.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import type { MeasureHooks } from '../engine/measure-suite.ts';
import { calibrate } from '../engine/timing/calibrate.ts';
import type { MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { describeRuntime } from './describe-runtime.ts';
import type { MeasureApi, PageFacts } from './engine-api.ts';
import { outcomeOf } from './outcome.ts';
import { TuningDatabase } from './tuning-database.ts';

type Measure = (
  provider: GpuProvider,
  request: MeasureRequest,
  hooks: MeasureHooks,
) => Promise<DeviceProfile>;

export class MeasuringHost {
  /** What is offered through Comlink. */
  readonly api: MeasureApi;
  readonly #tuningStore = new TuningDatabase();
  #running: AbortController | undefined;
  #hidden = false;

  /** @param measure of the suites that this host has. */
  constructor(measure: Measure) {
    this.api = {
      describe: (page) =>
        outcomeOf(async () => {
          const session = await acquireDevice(this.providerFor(page));
          try {
            const calibration = await calibrate(session);
            return {
              identity: identify(session.info, ''),
              environment: describeEnvironment(session, calibration),
            };
          } finally {
            session.dispose();
          }
        }),
      measure: (request, page, onEvent) =>
        outcomeOf(async () => {
          this.#hidden = false;
          const signal = this.begin();
          return measure(this.providerFor(page), request, { signal, onEvent });
        }),
      abort: () => {
        this.#running?.abort();
      },
      pageWasHidden: () => {
        this.#hidden = true;
      },
    };
  }

  /** The signal of a new job. */
  begin(): AbortSignal {
    this.#running = new AbortController();
    return this.#running.signal;
  }

  providerFor(page: PageFacts): GpuProvider {
    return {
      facts: {
        host: 'browser',
        ...describeRuntime(navigator),
        secureContext: globalThis.isSecureContext,
        crossOriginIsolated: globalThis.crossOriginIsolated,
        battery: page.battery,
      },
      gpu: 'gpu' in navigator ? navigator.gpu : undefined,
      now: () => performance.now(),
      tuningStore: this.#tuningStore,
      wasHidden: () => this.#hidden,
    };
  }
}
