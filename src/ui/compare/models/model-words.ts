// What the picture, the table, the Markdown and the CSV of a prediction per model have to say in common.
import type { ModelAnswer, ModelComparison } from './model-comparison.ts';
import { partNames } from './asked-part.ts';

type Predicted = Extract<ModelAnswer, { kind: 'predicted' }>;

/** "ResNet-50, An epoch, on average, of “90 epochs of ImageNet”". */
export function subjectOf({ model, recipe, part }: ModelComparison): string {
  return `${model}, “${recipe}”: ${partNames[part].toLowerCase()}`;
}

/** "suite training, 2026-11-22; one of 3 reports". */
export function restsOn({ run, reports }: Predicted): string {
  const several = reports === 1 ? '' : `; one of ${reports} reports`;
  return `suite ${run.suite}, ${run.createdAt.slice(0, 10)}${several}`;
}

/** Why there is no time. */
export function absence(answer: Exclude<ModelAnswer, Predicted>): string {
  switch (answer.kind) {
    case 'pending':
      return 'Predicting …';
    case 'failed':
      return answer.sentence;
    case 'kept-elsewhere':
      return 'The summary alone is here; a prediction needs the whole result.';
    case 'summary':
      return 'The summary alone is here; a prediction needs the whole result. Ask for its file, or for the link to the whole result, and open that.';
  }
}

/** What the intervals hold. */
export const INTERVAL_NOTE =
  'Predicted, not measured. An interval of a time holds the noise of the measurements, the error of interpolating between them, and what is assumed; that of a ratio takes the errors of the two predictions as independent.';
