// Llama 2 to 3.2, and TinyLlama, which has Llama's layers.
import type { DatasetHint } from '../model-info.ts';
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames } from './families/transformer/name-styles.ts';
import { llamaPlan, type LlamaSize } from './families/transformer/plans.ts';

interface Release {
  readonly year: number;
  readonly source: string;
  readonly vocabulary: number;
  readonly context: number;
  readonly dataset: DatasetHint;
}

const LLAMA_2: Release = {
  year: 2023,
  source: 'Touvron et al., Llama 2: Open Foundation and Fine-Tuned Chat Models, arXiv 2307.09288',
  vocabulary: 32_000,
  context: 4096,
  dataset: { name: 'Public text', tokens: 2e12 },
};
const HERD = 'Grattafiori et al., The Llama 3 Herd of Models, arXiv 2407.21783';
const LLAMA_3: Release = {
  year: 2024,
  source: HERD,
  vocabulary: 128_256,
  context: 8192,
  dataset: { name: 'Public text', tokens: 15e12 },
};
const LLAMA_31: Release = { ...LLAMA_3, context: 131_072 };
const LLAMA_32: Release = {
  ...LLAMA_31,
  source: 'Meta, Llama 3.2 model card, 2024',
  dataset: { name: 'Public text', tokens: 9e12 },
};
const TINY: Release = {
  year: 2024,
  source: 'Zhang et al., TinyLlama: An Open-Source Small Language Model, arXiv 2401.02385',
  vocabulary: 32_000,
  context: 2048,
  dataset: { name: 'SlimPajama and Starcoder', tokens: 3e12 },
};

type Shape = Omit<LlamaSize, 'vocabulary' | 'context'>;

function llama(name: string, release: Release, shape: Shape) {
  const { vocabulary, context, year, source, dataset } = release;
  return defineTransformer({
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    family: 'Llama',
    year,
    source: `${source}; names as in Hugging Face transformers`,
    spec: llamaPlan({ ...shape, vocabulary, context }),
    names: llamaNames(),
    dataset,
  });
}

const EIGHT: Shape = {
  layers: 32,
  hidden: 4096,
  heads: 32,
  keyValueHeads: 8,
  feedForward: 14_336,
};
const SEVENTY: Shape = {
  layers: 80,
  hidden: 8192,
  heads: 64,
  keyValueHeads: 8,
  feedForward: 28_672,
};

export const models = [
  llama('Llama 2 7B', LLAMA_2, { ...EIGHT, keyValueHeads: 32, feedForward: 11_008 }),
  llama('Llama 2 13B', LLAMA_2, {
    layers: 40,
    hidden: 5120,
    heads: 40,
    keyValueHeads: 40,
    feedForward: 13_824,
  }),
  llama('Llama 2 70B', LLAMA_2, SEVENTY),
  llama('Llama 3 8B', LLAMA_3, EIGHT),
  llama('Llama 3 70B', LLAMA_3, SEVENTY),
  llama('Llama 3.1 8B', LLAMA_31, EIGHT),
  llama('Llama 3.1 70B', LLAMA_31, SEVENTY),
  llama('Llama 3.1 405B', LLAMA_31, {
    layers: 126,
    hidden: 16_384,
    heads: 128,
    keyValueHeads: 8,
    feedForward: 53_248,
  }),
  llama('Llama 3.2 1B', LLAMA_32, {
    layers: 16,
    hidden: 2048,
    heads: 32,
    keyValueHeads: 8,
    feedForward: 8192,
    tied: true,
  }),
  llama('Llama 3.2 3B', LLAMA_32, {
    layers: 28,
    hidden: 3072,
    heads: 24,
    keyValueHeads: 8,
    feedForward: 8192,
    tied: true,
  }),
  llama('TinyLlama 1.1B', TINY, {
    layers: 22,
    hidden: 2048,
    heads: 32,
    keyValueHeads: 4,
    feedForward: 5632,
  }),
];
