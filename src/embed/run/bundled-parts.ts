// The parts as a bundler packs them: workers of the page's own build.
import type { MeasureApi } from '../../workers/engine-api.ts';
import type { EstimateApi } from '../../workers/estimate-api.ts';
import { startPartWorker } from '../../workers/start-part.ts';
import type { Parts } from './parts.ts';
import { atWorkerUrl } from './worker-url.ts';

const sentence = (detail: string) =>
  `The worker of Flopscope did not start (${detail}). Look whether the page's policy allows workers of its own origin (worker-src), and try again.`;

export const bundledParts: Parts = {
  engine: async ({ workerUrl }) => ({
    ...(await startPartWorker<MeasureApi>(
      workerUrl === undefined
        ? () =>
            new Worker(new URL('../../workers/measure.worker.ts', import.meta.url), {
              type: 'module',
              name: 'flopscope-engine',
            })
        : atWorkerUrl(workerUrl),
      sentence,
    )),
    ranOn: 'worker',
  }),
  estimate: async () => ({
    ...(await startPartWorker<EstimateApi>(
      () =>
        new Worker(new URL('../../workers/estimate.worker.ts', import.meta.url), {
          type: 'module',
          name: 'flopscope-estimate',
        }),
      sentence,
    )),
    ranOn: 'worker',
  }),
};
