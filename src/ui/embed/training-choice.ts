// The models and recipes that Embed offers, apart from the page: the zoo and the facts take as long to start as all the rest of it.
import { parseVariants } from '../../models/variants/parse-variants.ts';
import { askQuestion, trainableModels } from '../train/training-question.ts';

export interface TrainingChoice {
  readonly ask: typeof askQuestion;
  /** The variants as a tag names them. @throws FlopscopeError for what is none. */
  readonly variantsOf: (typed: string) => string;
  /** Id and name of each model that some recipe trains. */
  readonly models: readonly (readonly [id: string, name: string])[];
}

export const trainingChoice: TrainingChoice = {
  ask: askQuestion,
  variantsOf: (typed) =>
    parseVariants(typed)
      .map(({ id }) => id)
      .join(','),
  models: trainableModels().map(({ id, name }) => [id, name]),
};
