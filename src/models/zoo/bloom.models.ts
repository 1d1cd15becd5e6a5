// BLOOM: a multilingual model with a large word table and ALiBi in place of position vectors.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { bloomNames } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

function bloom(size: string, tokens: number, layers: number, hidden: number, heads: number) {
  const plan = gptPlan({ layers, hidden, heads, vocabulary: 250_880, context: 2048 });
  return defineTransformer({
    id: `bloom-${size.toLowerCase()}`,
    name: `BLOOM ${size}`,
    family: 'BLOOM',
    year: 2022,
    source:
      'BigScience Workshop, BLOOM: A 176B-Parameter Open-Access Multilingual Language Model, arXiv 2211.05100; names as in Hugging Face transformers',
    spec: { ...plan, positions: { kind: 'alibi' }, embeddingNorm: true },
    names: bloomNames,
    dataset: { name: 'ROOTS', tokens },
  });
}

export const models = [bloom('7B1', 350e9, 30, 4096, 32), bloom('176B', 366e9, 70, 14_336, 112)];
