// DistilBERT: every second layer of BERT-base, without segments and pooler.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { distilbertNames } from './families/transformer/name-styles.ts';
import { bertPlan } from './families/transformer/plans.ts';

function distilbert(id: string, name: string, vocabulary: number) {
  return defineTransformer({
    id,
    name,
    family: 'DistilBERT',
    year: 2019,
    source:
      'Sanh et al., DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter, arXiv 1910.01108; names as in Hugging Face transformers',
    spec: {
      ...bertPlan({
        layers: 6,
        hidden: 768,
        heads: 12,
        feedForward: 3072,
        vocabulary,
        context: 512,
        segments: 0,
        pooler: false,
      }),
      classifierActivation: 'relu',
    },
    names: distilbertNames,
    defaultSequenceLength: 128,
    dataset: { name: 'BooksCorpus and English Wikipedia' },
  });
}

export const models = [
  distilbert('distilbert-base', 'DistilBERT-base, uncased', 30_522),
  distilbert('distilbert-base-cased', 'DistilBERT-base, cased', 28_996),
];
