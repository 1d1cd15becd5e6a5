// Falcon: attention and feed-forward side by side, many query heads on one or eight key and value heads.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { falconNames } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

interface FalconSize {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly tokens: number;
}

function falcon(size: string, { keyValueHeads, tokens, ...shape }: FalconSize) {
  const plan = gptPlan({ ...shape, vocabulary: 65_024, context: 2048, activation: 'gelu' });
  const ownNorms = keyValueHeads > 1;
  const { attention, feedForward } = plan.stack;
  return defineTransformer({
    id: `falcon-${size.toLowerCase()}`,
    name: `Falcon ${size}`,
    family: 'Falcon',
    year: 2023,
    source:
      'Almazrouei et al., The Falcon Series of Open Language Models, arXiv 2311.16867; names as in Hugging Face transformers',
    spec: {
      ...plan,
      positions: { kind: 'rotary' },
      stack: {
        ...plan.stack,
        attention: { ...attention, keyValueHeads, inputBias: false, outputBias: false },
        feedForward: { ...feedForward, bias: false },
        parallel: ownNorms ? 'own-norms' : 'shared-norm',
      },
    },
    names: falconNames(ownNorms),
    dataset: { name: 'RefinedWeb and curated text', tokens },
  });
}

export const models = [
  falcon('7B', { layers: 32, hidden: 4544, heads: 71, keyValueHeads: 1, tokens: 1.5e12 }),
  falcon('40B', { layers: 60, hidden: 8192, heads: 128, keyValueHeads: 8, tokens: 1e12 }),
  falcon('180B', { layers: 80, hidden: 14_848, heads: 232, keyValueHeads: 8, tokens: 3.5e12 }),
];
