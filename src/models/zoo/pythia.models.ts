// Pythia: eight sizes trained on the same data in the same order, and a smaller one; GPT-NeoX layers.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { neoxNames } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

interface PythiaSize {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  /** Rows of the token tables: 50,277 tokens, padded so that devices share them evenly. */
  readonly vocabulary?: number;
}

function pythia(size: string, { vocabulary = 50_304, ...shape }: PythiaSize) {
  const plan = gptPlan({ ...shape, vocabulary, context: 2048, activation: 'gelu' });
  return defineTransformer({
    id: `pythia-${size.toLowerCase()}`,
    name: `Pythia ${size}`,
    family: 'Pythia',
    year: 2023,
    source:
      'Biderman et al., Pythia: A Suite for Analyzing Large Language Models Across Training and Scaling, arXiv 2304.01373; names as in Hugging Face transformers',
    spec: {
      ...plan,
      positions: { kind: 'rotary', share: 0.25 },
      stack: { ...plan.stack, parallel: 'own-norms' },
      output: { tied: false, bias: false },
    },
    names: neoxNames,
    dataset: { name: 'The Pile', tokens: 299_892_736_000 },
  });
}

export const models = [
  pythia('14M', { layers: 6, hidden: 128, heads: 4 }),
  pythia('70M', { layers: 6, hidden: 512, heads: 8 }),
  pythia('160M', { layers: 12, hidden: 768, heads: 12 }),
  pythia('410M', { layers: 24, hidden: 1024, heads: 16 }),
  pythia('1B', { layers: 16, hidden: 2048, heads: 8 }),
  pythia('1.4B', { layers: 24, hidden: 2048, heads: 16 }),
  pythia('2.8B', { layers: 32, hidden: 2560, heads: 32 }),
  pythia('6.9B', { layers: 32, hidden: 4096, heads: 32, vocabulary: 50_432 }),
  pythia('12B', { layers: 36, hidden: 5120, heads: 40, vocabulary: 50_688 }),
];
