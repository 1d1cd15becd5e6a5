// ALBERT, version 2: a narrow word table, and one set of weights for all layers.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { albertNames } from './families/transformer/name-styles.ts';
import { bertPlan } from './families/transformer/plans.ts';

function albert(size: string, layers: number, hidden: number, heads: number) {
  const plan = bertPlan({
    layers,
    hidden,
    heads,
    feedForward: 4 * hidden,
    vocabulary: 30_000,
    context: 512,
    segmentHead: true,
  });
  const { feedForward } = plan.stack;
  return defineTransformer({
    id: `albert-${size}`,
    name: `ALBERT-${size}`,
    family: 'ALBERT',
    year: 2019,
    source:
      'Lan et al., ALBERT: A Lite BERT for Self-supervised Learning of Language Representations, arXiv 1909.11942; names as in Hugging Face transformers',
    spec: {
      ...plan,
      embeddingSize: 128,
      stack: {
        ...plan.stack,
        feedForward: { ...feedForward, activation: 'gelu-tanh' },
        sharedLayers: true,
      },
      // Version 2 is trained without it.
      dropout: 0,
    },
    names: albertNames,
    defaultSequenceLength: 128,
    dataset: { name: 'BooksCorpus and English Wikipedia' },
  });
}

export const models = [
  albert('base', 12, 768, 12),
  albert('large', 24, 1024, 16),
  albert('xxlarge', 12, 4096, 64),
];
