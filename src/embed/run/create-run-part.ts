// The run part: one engine and one queue for all elements of a page, the comparison with the author's result, and the prediction.
import { encodeSummary } from '../../results/link/result-link.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { asFlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import type { MeasureEvent } from '../../shared/events.ts';
import type { MeasureApi } from '../../workers/engine-api.ts';
import { JobBridge } from '../../workers/job-bridge.ts';
import type { EstimateApi } from '../../workers/estimate-api.ts';
import { type Outcome, unwrap } from '../../workers/outcome.ts';
import type {
  EnginePlaces,
  RunHooks,
  RunJob,
  RunOutcome,
  RunPart,
  TrainingJob,
  VariantsJob,
} from '../run-part.ts';
import { shownResultOf } from '../shown-result-of.ts';
import { authorProfile, authorRun } from './author-run.ts';
import { compareWithAuthor } from './compare-with-author.ts';
import { outcomeViews } from './outcome-views.ts';
import type { Parts, Started } from './parts.ts';

export function createRunPart(parts: Parts): RunPart {
  let places: EnginePlaces = { workerUrl: undefined };
  let ranOn: RunOutcome['ranOn'] = 'worker';
  let estimate: ReturnType<Parts['estimate']> | undefined;
  const engine = new JobBridge<MeasureApi>(async () => {
    const started: Started<MeasureApi> = await parts.engine(places);
    ranOn = started.ranOn;
    return started;
  });

  /** A question to the estimate; one that did not start, or died, is started anew by the next. */
  async function predict<T>(
    signal: AbortSignal,
    question: (api: Started<EstimateApi>['api']) => Promise<Outcome<T>>,
  ): Promise<T> {
    try {
      const { api, failed } = await (estimate ??= parts.estimate(places));
      throwIfAborted(signal);
      const answer = await Promise.race([question(api), failed]);
      throwIfAborted(signal);
      return unwrap(answer);
    } catch (thrown) {
      if (asFlopscopeError(thrown).code === 'worker-failed') estimate = undefined;
      throw thrown;
    }
  }

  return {
    views: outcomeViews,

    measure: async (job: RunJob, { signal, onProgress }: RunHooks) => {
      places = job.places;
      // Before the reader's time is spent: a damaged result is told at once.
      const author = job.author === undefined ? undefined : await authorRun(job.author);
      const before = engine.waiting;
      if (before > 0) onProgress({ ...WAITING, waitingFor: before });
      const onEvent = (event: MeasureEvent) => {
        if (event.type !== 'progress') return;
        const { step, fraction, remainingMs } = event;
        onProgress({ step, fraction, remainingMs, waitingFor: 0 });
      };
      const profile = await engine.observed<MeasureEvent, RunOutcome['profile']>(
        { signal, onEvent },
        (api, page, observe) => api.measure({ suite: job.suite }, page, observe),
      );
      const run = runOfProfile(profile);
      return {
        profile,
        reader: shownResultOf(run),
        comparison: author === undefined ? undefined : compareWithAuthor(run, author),
        ranOn,
        payload: await encodeSummary(profile),
      };
    },

    training: async (job: TrainingJob, signal) => {
      const author = await authorProfile(job.author);
      const asked = [job.profile, author].filter((profile) => profile !== undefined);
      const { model, recipe, times } = await predict(signal, (api) =>
        api.trainingTimes({ model: job.model, recipe: job.recipe, profiles: asked }),
      );
      return {
        model,
        recipe,
        reader: job.profile === undefined ? undefined : times[0],
        author: author === undefined ? undefined : times.at(-1),
      };
    },

    variants: async (job: VariantsJob, signal) => {
      const author = await authorProfile(job.author);
      const profiles = author === undefined ? [job.profile] : [job.profile, author];
      const { model, variants } = job;
      return predict(signal, (api) => api.variantGains({ model, variants, profiles }));
    },
  };
}

const WAITING = {
  step: 'Waiting for another measurement of this page',
  fraction: 0,
  remainingMs: 0,
} as const;
