// OPT: GPT-3's sizes with ReLU, published with their weights. Its positions start at 2: two rows more than positions.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { optNames } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

function opt(size: string, layers: number, hidden: number, heads: number) {
  return defineTransformer({
    id: `opt-${size.toLowerCase()}`,
    name: `OPT ${size}`,
    family: 'OPT',
    year: 2022,
    source:
      'Zhang et al., OPT: Open Pre-trained Transformer Language Models, arXiv 2205.01068; names as in Hugging Face transformers',
    spec: gptPlan({
      layers,
      hidden,
      heads,
      vocabulary: 50_272,
      context: 2048,
      positionRows: 2050,
      activation: 'relu',
      dropout: 0.1,
    }),
    names: optNames,
    dataset: { name: 'RoBERTa’s text, the Pile and Reddit', tokens: 180e9 },
  });
}

export const models = [
  opt('125M', 12, 768, 12),
  opt('1.3B', 24, 2048, 32),
  opt('6.7B', 32, 4096, 32),
  opt('13B', 40, 5120, 40),
  opt('66B', 64, 9216, 72),
  opt('175B', 96, 12_288, 96),
];
