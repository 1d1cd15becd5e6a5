// Models, recipes and the prediction, for whoever asks two questions only: the element of a page.
import * as Comlink from 'comlink';
import type { EstimateApi } from './estimate-api.ts';
import { outcomeOf } from './outcome.ts';
import { trainingTimes } from './training-times.ts';
import { variantGains } from './variant-gains.ts';

const api: EstimateApi = {
  trainingTimes: (question) => outcomeOf(() => trainingTimes(question)),
  variantGains: (question) => outcomeOf(() => variantGains(question)),
};

Comlink.expose(api);
