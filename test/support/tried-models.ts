// The models that a property of every model is tried on: all of the zoo in the full run, the first
// two of each family every day. What is published of a model is held against each of them always (src/models/zoo/zoo.test.ts).
import type { ModelInfo } from '../../src/models/model-info.ts';
import { listModels } from '../../src/models/zoo/zoo.ts';
import { FULL } from './full.ts';

const MODELS_OF_A_FAMILY = 2;

export function triedModels(): readonly ModelInfo[] {
  const models = listModels();
  if (FULL) return models;
  const seen = new Map<string, number>();
  return models.filter(({ family }) => {
    const count = (seen.get(family) ?? 0) + 1;
    seen.set(family, count);
    return count <= MODELS_OF_A_FAMILY;
  });
}
