// BERT, uncased.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { bertNames } from './families/transformer/name-styles.ts';
import { bertPlan } from './families/transformer/plans.ts';

function bert(id: string, name: string, layers: number, hidden: number, heads: number) {
  return defineTransformer({
    id,
    name,
    family: 'BERT',
    year: 2018,
    source:
      'Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, arXiv 1810.04805; names as in Hugging Face transformers',
    spec: bertPlan({
      layers,
      hidden,
      heads,
      feedForward: 4 * hidden,
      vocabulary: 30_522,
      context: 512,
      segmentHead: true,
    }),
    names: bertNames,
    defaultSequenceLength: 128,
    // 3.3 billion words of BooksCorpus and Wikipedia; the paper gives no token count.
    dataset: { name: 'BooksCorpus and English Wikipedia' },
  });
}

export const models = [
  bert('bert-base', 'BERT-base', 12, 768, 12),
  bert('bert-large', 'BERT-large', 24, 1024, 16),
];
