// Models, recipes and the prediction, for whoever asks two questions only: the element of a page.
import type { EstimateApi } from './estimate-api.ts';
import { outcomeOf } from './outcome.ts';
import { servePart } from './serve-part.ts';
import { trainingTimes } from './training-times.ts';
import { variantGains } from './variant-gains.ts';

const api: EstimateApi = {
  trainingTimes: (question) => outcomeOf(() => trainingTimes(question)),
  variantGains: (question) => outcomeOf(() => variantGains(question)),
};

servePart(api, import.meta.url);
