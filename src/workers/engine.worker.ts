// The engine's home in the browser: a dedicated worker, so that the page's own thread stays free.
import * as Comlink from 'comlink';
import { calibrate } from '../engine/timing/calibrate.ts';
import { describeEnvironment } from '../engine/describe-environment.ts';
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { identify } from '../engine/device/identity.ts';
import { measure } from '../engine/measure.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { describeRuntime } from './describe-runtime.ts';
import type { EngineApi, PageFacts } from './engine-api.ts';
import { outcomeOf } from './outcome.ts';
import { TuningDatabase } from './tuning-database.ts';

let running: AbortController | undefined;
let hidden = false;
const tuningStore = new TuningDatabase();

const api: EngineApi = {
  describe: (page) =>
    outcomeOf(async () => {
      const session = await acquireDevice(providerFor(page));
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
      hidden = false;
      running = new AbortController();
      return measure(providerFor(page), request, { signal: running.signal, onEvent });
    }),

  isProfileOf: (profile, page) =>
    outcomeOf(async () => {
      const { isProfileOf } = await import('../engine/train-networks.ts');
      return isProfileOf(providerFor(page), profile);
    }),

  foretell: (networks, profile) =>
    outcomeOf(async () => {
      const { foretellNetworks } = await import('./check-job.ts');
      return foretellNetworks(networks, profile);
    }),

  check: (job, page, onEvent) =>
    outcomeOf(async () => {
      const { signal } = (running = new AbortController());
      const { checkPrediction } = await import('./check-job.ts');
      return checkPrediction(providerFor(page), job, signal, onEvent);
    }),

  trainDigits: (job, page, onEvent) =>
    outcomeOf(async () => {
      const { signal } = (running = new AbortController());
      const { trainDigits } = await import('./digits-job.ts');
      return trainDigits(providerFor(page), job, signal, onEvent);
    }),

  foretellDigits: (job, profile) =>
    outcomeOf(async () => {
      const { foretellDigits } = await import('./shrink-job.ts');
      return foretellDigits(job, profile);
    }),

  shrinkDigits: (job, page, onEvent) =>
    outcomeOf(async () => {
      const { signal } = (running = new AbortController());
      const { shrinkDigits } = await import('./shrink-job.ts');
      return shrinkDigits(providerFor(page), job, signal, onEvent);
    }),

  runVariants: (job, page, onEvent) =>
    outcomeOf(async () => {
      const { signal } = (running = new AbortController());
      const { runVariants } = await import('./variants-job.ts');
      return runVariants(providerFor(page), job, signal, onEvent);
    }),

  experimentWithFlexibility: (job, page, onEvent) =>
    outcomeOf(async () => {
      const { signal } = (running = new AbortController());
      const { experimentWithFlexibility } = await import('./flexibility-job.ts');
      return experimentWithFlexibility(providerFor(page), job, signal, onEvent);
    }),

  abort: () => {
    running?.abort();
  },

  pageWasHidden: () => {
    hidden = true;
  },
};

function providerFor(page: PageFacts): GpuProvider {
  const gpu = 'gpu' in navigator ? navigator.gpu : undefined;
  return {
    facts: {
      host: 'browser',
      ...describeRuntime(navigator),
      secureContext: self.isSecureContext,
      crossOriginIsolated: self.crossOriginIsolated,
      battery: page.battery,
    },
    gpu,
    now: () => performance.now(),
    tuningStore,
    wasHidden: () => hidden,
  };
}

Comlink.expose(api);
