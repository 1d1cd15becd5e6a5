// Mistral 7B, and Mixtral, whose layers hold eight experts of which each token uses two.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames } from './families/transformer/name-styles.ts';
import { llamaPlan, type LlamaSize } from './families/transformer/plans.ts';

interface Published {
  readonly year: number;
  readonly source: string;
}

const MISTRAL: Published = { year: 2023, source: 'Jiang et al., Mistral 7B, arXiv 2310.06825' };
const MIXTRAL: Published = {
  year: 2024,
  source: 'Jiang et al., Mixtral of Experts, arXiv 2401.04088',
};
const EXPERTS = { experts: { count: 8, perToken: 2 } } as const;

function mistral(name: string, { year, source }: Published, size: LlamaSize) {
  const mixture =
    size.feedForwardMore?.experts === undefined ? {} : { mixture: 'block_sparse_moe' };
  return defineTransformer({
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    family: 'Mistral',
    year,
    source: `${source}; names as in Hugging Face transformers`,
    spec: llamaPlan(size),
    names: llamaNames(mixture),
    dataset: { name: 'Web text; its size is not published' },
  });
}

const SEVEN = {
  layers: 32,
  hidden: 4096,
  heads: 32,
  keyValueHeads: 8,
  feedForward: 14_336,
  vocabulary: 32_000,
  context: 32_768,
} as const;

export const models = [
  mistral('Mistral 7B', MISTRAL, { ...SEVEN, attention: { window: 4096 } }),
  mistral('Mixtral 8x7B', MIXTRAL, { ...SEVEN, feedForwardMore: EXPERTS }),
  mistral('Mixtral 8x22B', MIXTRAL, {
    layers: 56,
    hidden: 6144,
    heads: 48,
    keyValueHeads: 8,
    feedForward: 16_384,
    vocabulary: 32_768,
    context: 65_536,
    feedForwardMore: EXPERTS,
  }),
];
