// Grover-Mega, the largest of the generators of fake news. Its layers hold GPT-2's parts in another order: a norm
// after the embeddings, one before and one after the feed-forward network, so that the work is the same.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { gpt2Names } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

export const models = [
  defineTransformer({
    id: 'grover-mega',
    name: 'Grover-Mega',
    family: 'Grover',
    year: 2019,
    source:
      'Zellers et al., Defending Against Neural Fake News, arXiv 1905.12616; sizes of its code, rowanz/grover lm/configs/mega.json; names as in GPT-2',
    spec: {
      ...gptPlan({
        layers: 48,
        hidden: 1536,
        heads: 24,
        vocabulary: 50_270,
        context: 1024,
        activation: 'gelu',
        dropout: 0.1,
      }),
      attentionDropout: 0,
    },
    names: gpt2Names,
    dataset: { name: 'RealNews' },
    notes: [
      'The configuration that was released has a width of 1536 with 24 heads, 1.44 billion parameters; the paper says 1.5 billion.',
    ],
  }),
];
