// RoBERTa, and its distilled half. Its positions start at 2, so that its table has two rows more than positions.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { robertaNames } from './families/transformer/name-styles.ts';
import { bertPlan } from './families/transformer/plans.ts';

const PAPER =
  'Liu et al., RoBERTa: A Robustly Optimized BERT Pretraining Approach, arXiv 1907.11692';
const DISTILLED =
  'Sanh et al., DistilBERT, arXiv 1910.01108, and its code in huggingface/transformers; every second layer of RoBERTa-base';

interface Shape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
}

function roberta(id: string, name: string, source: string, shape: Shape) {
  return defineTransformer({
    id,
    name,
    family: 'RoBERTa',
    year: 2019,
    source: `${source}; names as in Hugging Face transformers`,
    spec: bertPlan({
      ...shape,
      feedForward: 4 * shape.hidden,
      vocabulary: 50_265,
      context: 512,
      positionRows: 514,
      // One row that is added to every token.
      segments: 1,
    }),
    names: robertaNames,
    defaultSequenceLength: 128,
    dataset: { name: '160 GB of English text' },
  });
}

export const models = [
  roberta('roberta-base', 'RoBERTa-base', PAPER, { layers: 12, hidden: 768, heads: 12 }),
  roberta('roberta-large', 'RoBERTa-large', PAPER, { layers: 24, hidden: 1024, heads: 16 }),
  roberta('distilroberta-base', 'DistilRoBERTa', DISTILLED, { layers: 6, hidden: 768, heads: 12 }),
];
