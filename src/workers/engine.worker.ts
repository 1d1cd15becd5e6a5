// The engine's home in the browser: a dedicated worker, so that the page's own thread stays free.
import * as Comlink from 'comlink';
import { measure } from '../engine/measure.ts';
import type { EngineApi } from './engine-api.ts';
import { MeasuringHost } from './measuring-host.ts';
import { outcomeOf } from './outcome.ts';

const host = new MeasuringHost(measure);

const api: EngineApi = {
  ...host.api,

  isProfileOf: (profile, page) =>
    outcomeOf(async () => {
      const { isProfileOf } = await import('../engine/train-networks.ts');
      return isProfileOf(host.providerFor(page), profile);
    }),

  foretell: (networks, profile) =>
    outcomeOf(async () => {
      const { foretellNetworks } = await import('./check-job.ts');
      return foretellNetworks(networks, profile);
    }),

  check: (job, page, onEvent) =>
    outcomeOf(async () => {
      const signal = host.begin();
      const { checkPrediction } = await import('./check-job.ts');
      return checkPrediction(host.providerFor(page), job, signal, onEvent);
    }),

  trainDigits: (job, page, onEvent) =>
    outcomeOf(async () => {
      const signal = host.begin();
      const { trainDigits } = await import('./digits-job.ts');
      return trainDigits(host.providerFor(page), job, signal, onEvent);
    }),

  foretellDigits: (job, profile) =>
    outcomeOf(async () => {
      const { foretellDigits } = await import('./shrink-job.ts');
      return foretellDigits(job, profile);
    }),

  shrinkDigits: (job, page, onEvent) =>
    outcomeOf(async () => {
      const signal = host.begin();
      const { shrinkDigits } = await import('./shrink-job.ts');
      return shrinkDigits(host.providerFor(page), job, signal, onEvent);
    }),

  runVariants: (job, page, onEvent) =>
    outcomeOf(async () => {
      const signal = host.begin();
      const { runVariants } = await import('./variants-job.ts');
      return runVariants(host.providerFor(page), job, signal, onEvent);
    }),

  experimentWithFlexibility: (job, page, onEvent) =>
    outcomeOf(async () => {
      const signal = host.begin();
      const { experimentWithFlexibility } = await import('./flexibility-job.ts');
      return experimentWithFlexibility(host.providerFor(page), job, signal, onEvent);
    }),
};

Comlink.expose(api);
