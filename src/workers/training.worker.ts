// Models, recipes and the prediction, for whoever wants nothing but the time of a training: the element of a page.
import * as Comlink from 'comlink';
import { outcomeOf } from './outcome.ts';
import type { TrainingApi } from './training-api.ts';
import { trainingTimes } from './training-times.ts';

const api: TrainingApi = { trainingTimes: (question) => outcomeOf(() => trainingTimes(question)) };

Comlink.expose(api);
