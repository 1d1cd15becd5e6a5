// OLMo: Llama's layers with a layer norm that has nothing to learn.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames } from './families/transformer/name-styles.ts';
import { llamaPlan, type LlamaSize } from './families/transformer/plans.ts';

function olmo(size: string, tokens: number, shape: Omit<LlamaSize, 'vocabulary' | 'context'>) {
  return defineTransformer({
    id: `olmo-${size.toLowerCase()}`,
    name: `OLMo ${size}`,
    family: 'OLMo',
    year: 2024,
    source:
      'Groeneveld et al., OLMo: Accelerating the Science of Language Models, arXiv 2402.00838; names as in Hugging Face transformers',
    spec: llamaPlan({
      ...shape,
      // 50,280 tokens, padded.
      vocabulary: 50_304,
      context: 2048,
      stack: { norm: { kind: 'layer', learned: false } },
    }),
    names: llamaNames(),
    dataset: { name: 'Dolma', tokens },
  });
}

export const models = [
  olmo('1B', 3e12, {
    layers: 16,
    hidden: 2048,
    heads: 16,
    keyValueHeads: 16,
    feedForward: 8192,
    tied: true,
  }),
  olmo('7B', 2.5e12, {
    layers: 32,
    hidden: 4096,
    heads: 32,
    keyValueHeads: 32,
    feedForward: 11_008,
  }),
];
