// The one door to the cited data. Every file is checked when it is first loaded.
import * as v from 'valibot';
import { FlopscopeError } from '../shared/errors.ts';
import {
  type PrintedTransformerFact,
  type RoundedCount,
  roundedCountSchema,
  type TorchvisionFact,
  torchvisionSchema,
  type TrainingFact,
  trainingSchema,
  type TransformerFact,
  transformerSchema,
} from './schema.ts';
import roundedCountRecords from './rounded-counts.json';
import torchvision from './torchvision.json';
import training from './training.json';
import transformers from './transformers.json';

export type { Provenance } from './schema.ts';

/** Published parameters, MACs and accuracies of torchvision's classifiers. */
export const torchvisionFacts: readonly TorchvisionFact[] = v.parse(torchvisionSchema, torchvision);

const transformerRecords = v.parse(transformerSchema, transformers);

/** Exact parameter counts of transformers. */
export const transformerFacts: readonly TransformerFact[] = transformerRecords.filter(
  (fact) => 'params' in fact,
);

/** Counts of transformers that were printed in round figures, or that no count of ours can equal. */
export const printedTransformerFacts: readonly PrintedTransformerFact[] = transformerRecords.filter(
  (fact) => 'printed' in fact,
);

/** Parameters and MACs that were printed in round figures. */
export const roundedCounts: readonly RoundedCount[] = v.parse(
  roundedCountSchema,
  roundedCountRecords,
);

const trainingFacts = new Map(
  v.parse(trainingSchema, training).map((fact) => [fact.id, fact] as const),
);

/** A figure of a published training run or data set. @throws FlopscopeError `internal` for an unknown id. */
export function trainingFact(id: string): TrainingFact {
  const fact = trainingFacts.get(id);
  if (fact) return fact;
  throw new FlopscopeError('internal', `There is no training fact "${id}".`);
}
