// The language models of NVIDIA and Microsoft: Megatron-LM, Turing-NLG, and MT-NLG with 530 billion parameters.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { gpt2Names } from './families/transformer/name-styles.ts';
import { gptPlan, type GptSize } from './families/transformer/plans.ts';

interface Published {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly source: string;
  readonly dataset: { readonly name: string; readonly tokens?: number };
}

function megatron(published: Published, size: GptSize) {
  return defineTransformer({
    ...published,
    source: `${published.source}; names as in GPT-2`,
    family: 'Megatron',
    spec: gptPlan(size),
    names: gpt2Names,
  });
}

export const models = [
  megatron(
    {
      id: 'megatron-8.3b',
      name: 'Megatron-LM 8.3B',
      year: 2019,
      source:
        'Shoeybi et al., Megatron-LM: Training Multi-Billion Parameter Language Models Using Model Parallelism, arXiv 1909.08053',
      dataset: { name: 'Wikipedia, CC-Stories, RealNews and OpenWebText' },
    },
    // 50,257 tokens, padded to a multiple of 128 for each of 8 devices.
    { layers: 72, hidden: 3072, heads: 24, vocabulary: 51_200, context: 1024, dropout: 0.1 },
  ),
  megatron(
    {
      id: 'turing-nlg-17b',
      name: 'Turing-NLG 17B',
      year: 2020,
      source:
        'Rosset, Turing-NLG: A 17-billion-parameter language model by Microsoft, Microsoft Research blog, 2020',
      dataset: { name: 'As Megatron-LM' },
    },
    { layers: 78, hidden: 4256, heads: 28, vocabulary: 50_257, context: 1024, dropout: 0.1 },
  ),
  megatron(
    {
      id: 'mt-nlg-530b',
      name: 'MT-NLG 530B',
      year: 2022,
      source:
        'Smith et al., Using DeepSpeed and Megatron to Train Megatron-Turing NLG 530B, arXiv 2201.11990',
      dataset: { name: 'The Pile, Common Crawl, RealNews and CC-Stories', tokens: 270e9 },
    },
    // 50,257 tokens, padded.
    { layers: 105, hidden: 20_480, heads: 128, vocabulary: 50_272, context: 2048 },
  ),
];
