// SmolLM2: small Llamas with a tied word table.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames } from './families/transformer/name-styles.ts';
import { llamaPlan, type LlamaSize } from './families/transformer/plans.ts';

function smollm(size: string, tokens: number, shape: Omit<LlamaSize, 'vocabulary' | 'context'>) {
  return defineTransformer({
    id: `smollm2-${size.toLowerCase()}`,
    name: `SmolLM2 ${size}`,
    family: 'SmolLM',
    year: 2025,
    source:
      'Ben Allal et al., SmolLM2: When Smol Goes Big, arXiv 2502.02737; names as in Hugging Face transformers',
    spec: llamaPlan({ ...shape, vocabulary: 49_152, context: 8192, tied: true }),
    names: llamaNames(),
    dataset: { name: 'FineWeb-Edu, DCLM, code and mathematics', tokens },
  });
}

export const models = [
  smollm('135M', 2e12, {
    layers: 30,
    hidden: 576,
    heads: 9,
    keyValueHeads: 3,
    feedForward: 1536,
  }),
  smollm('360M', 4e12, {
    layers: 32,
    hidden: 960,
    heads: 15,
    keyValueHeads: 5,
    feedForward: 2560,
  }),
  smollm('1.7B', 11e12, {
    layers: 24,
    hidden: 2048,
    heads: 32,
    keyValueHeads: 32,
    feedForward: 8192,
  }),
];
